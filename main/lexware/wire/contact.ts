import * as v from 'valibot';
import type { Contact } from '../../../domain/contact.ts';
import { idField, listOf, numberOrNullField, partField, textField } from './lenient.ts';

const roleSchema = v.nullish(partField({ number: numberOrNullField }), null);
const emailsSchema = listOf(textField);

const addressSchema = v.object({
  supplement: textField,
  street: textField,
  zip: textField,
  city: textField,
  countryCode: textField,
});

const rawContactSchema = v.object({
  id: idField,
  roles: partField({ customer: roleSchema, vendor: roleSchema }),
  company: v.nullish(partField({ name: textField }), null),
  person: v.nullish(partField({ firstName: textField, lastName: textField }), null),
  addresses: partField({ billing: listOf(addressSchema) }),
  emailAddresses: partField({
    business: emailsSchema,
    office: emailsSchema,
    private: emailsSchema,
    other: emailsSchema,
  }),
});
type RawContact = v.InferOutput<typeof rawContactSchema>;

/**
 * A contact (API reference 4.9). Persons are named "first last" as on an invoice, although the voucherlist says
 * "last, first". Only customers with exactly one billing address can be invoiced (API reference 4.1.1).
 */
export const contactSchema = v.pipe(
  rawContactSchema,
  v.transform((raw): Contact => {
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
      email: emailOf(raw),
      pending: false,
    };
  }),
);

function nameOf({ company, person }: RawContact): string {
  if (company !== null) return company.name;
  return [person?.firstName, person?.lastName].filter((part) => part !== undefined && part !== '').join(' ');
}

function emailOf({ emailAddresses }: RawContact): string | null {
  const { business, office, private: own, other } = emailAddresses;
  return [...business, ...office, ...own, ...other].find((address) => address !== '') ?? null;
}
