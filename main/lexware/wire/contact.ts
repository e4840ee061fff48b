import * as v from 'valibot';
import type { Contact } from '../../../domain/contact.ts';
import type { ContactDetails, ContactRecord } from '../api.ts';
import { flagField, idField, listOf, numberOrNullField, partField, textField } from './lenient.ts';

const roleSchema = v.nullish(partField({ number: numberOrNullField }), null);
const emailsSchema = listOf(textField);
/** What the mirror can do without must not make a contact unreadable. */
const anythings = v.nullish(v.pipe(v.unknown(), v.transform(arrayOf)), []);
const phonesSchema = v.pipe(anythings, v.array(textField));

const addressSchema = v.object({
  supplement: textField,
  street: textField,
  zip: textField,
  city: textField,
  countryCode: textField,
});

const rawContactSchema = v.object({
  id: idField,
  archived: flagField,
  roles: partField({ customer: roleSchema, vendor: roleSchema }),
  company: v.nullish(partField({ name: textField, vatRegistrationId: textField, contactPersons: anythings }), null),
  person: v.nullish(partField({ salutation: textField, firstName: textField, lastName: textField }), null),
  addresses: partField({ billing: listOf(addressSchema), shipping: anythings }),
  emailAddresses: partField({
    business: emailsSchema,
    office: emailsSchema,
    private: emailsSchema,
    other: emailsSchema,
  }),
  phoneNumbers: partField({
    business: phonesSchema,
    office: phonesSchema,
    mobile: phonesSchema,
    private: phonesSchema,
    fax: phonesSchema,
    other: phonesSchema,
  }),
  note: textField,
  xRechnung: v.nullish(partField({ buyerReference: textField, vendorNumberAtCustomer: textField }), null),
});
type RawContact = v.InferOutput<typeof rawContactSchema>;

/**
 * A contact (API reference 4.9). Persons are named "first last" as on an invoice, although the voucherlist says
 * "last, first". Only customers with exactly one billing address can be invoiced (API reference 4.1.1).
 */
export const contactSchema = v.pipe(rawContactSchema, v.transform(toContact));

/** The same with everything that a new contact can have. */
export const contactRecordSchema = v.pipe(
  rawContactSchema,
  v.transform((raw): ContactRecord => ({ contact: toContact(raw), details: detailsOf(raw) })),
);

function toContact(raw: RawContact): Contact {
  const { customer, vendor } = raw.roles;
  const { billing } = raw.addresses;
  return {
    id: raw.id,
    name: nameOf(raw),
    customerNumber: customer?.number ?? null,
    isCompany: raw.company !== null,
    isCustomer: customer !== null,
    isVendor: vendor !== null,
    invoiceable: customer !== null && billing.length === 1,
    address: billing[0] ?? null,
    email: filled(raw.emailAddresses)[0] ?? null,
    ...buyerReferenceOf(raw),
    pending: false,
  };
}

/** Lexware makes XRechnungen for a contact that has both numbers (API reference 4.1.8). */
function buyerReferenceOf({ xRechnung }: RawContact): Pick<Contact, 'buyerReference'> {
  const { buyerReference = '', vendorNumberAtCustomer = '' } = xRechnung ?? {};
  return buyerReference === '' || vendorNumberAtCustomer === '' ? {} : { buyerReference };
}

function detailsOf(raw: RawContact): ContactDetails {
  const { company, person, addresses, roles } = raw;
  return {
    name:
      company === null
        ? {
            kind: 'person',
            salutation: person?.salutation ?? '',
            firstName: person?.firstName ?? '',
            lastName: person?.lastName ?? '',
          }
        : { kind: 'company', name: company.name },
    isCustomer: roles.customer !== null,
    isVendor: roles.vendor !== null,
    addresses: addresses.billing,
    emails: filled(raw.emailAddresses),
    phones: filled(raw.phoneNumbers),
    vatRegistrationId: company?.vatRegistrationId ?? '',
    hasMore:
      raw.archived ||
      raw.xRechnung !== null ||
      raw.note !== '' ||
      addresses.shipping.length > 0 ||
      (company?.contactPersons.length ?? 0) > 0,
  };
}

function nameOf({ company, person }: RawContact): string {
  if (company !== null) return company.name;
  return [person?.firstName, person?.lastName].filter((part) => part !== undefined && part !== '').join(' ');
}

/** The texts of all kinds, in the order in which the schema names the kinds. */
function filled(kinds: Record<string, string[]>): string[] {
  return Object.values(kinds)
    .flat()
    .filter((text) => text !== '');
}

function arrayOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
