import * as v from 'valibot';
import { newContactSchema, type NewContact } from '../../../domain/contact.ts';
import { m } from '../../i18n/paraglide/messages.js';

/** The fields of the form, in the order in which they stand. */
export const fields = [
  'companyName',
  'lastName',
  'roles',
  'street',
  'zip',
  'city',
  'countryCode',
  'email',
  'vatRegistrationId',
] as const;
type Field = (typeof fields)[number];
type Problems = Partial<Record<Field, string>>;

/** What the contact is needed for: the recipient of an invoice needs more than Lexware asks of a contact. */
export type Purpose = 'recipient' | 'contact';

const emailSchema = v.pipe(v.string(), v.email());
const vatId = /^[A-Z]{2}[0-9A-Z+*]{2,13}$/u;

/** What is typed into the form. Everything is text; `contact` is what becomes of it. */
export class ContactForm {
  kind = $state<'company' | 'person'>('company');
  companyName = $state('');
  salutation = $state('');
  firstName = $state('');
  lastName = $state('');
  isCustomer = $state(true);
  isVendor = $state(false);
  supplement = $state('');
  street = $state('');
  zip = $state('');
  city = $state('');
  countryCode = $state('DE');
  email = $state('');
  phone = $state('');
  vatRegistrationId = $state('');
  readonly purpose: Purpose;
  /** After the first attempt the fields say what they lack; before it that would be nagging. */
  #showsProblems = $state(false);

  readonly #problems: Problems = $derived.by(() => this.#check());

  constructor(purpose: Purpose, start: { name?: string; contact?: NewContact } = {}) {
    this.purpose = purpose;
    if (start.contact) this.#take(start.contact);
    else this.companyName = start.name ?? '';
  }

  /** What is wrong with a field, in words. */
  problem(field: Field): string | undefined {
    return this.#showsProblems ? this.#problems[field] : undefined;
  }

  /** The contact to create, or the first field that keeps it; from then on the fields say what they lack. */
  submit(): { contact: NewContact } | { wrong: Field } {
    this.#showsProblems = true;
    const wrong = fields.find((field) => this.#problems[field] !== undefined);
    return wrong === undefined ? { contact: v.parse(newContactSchema, this.#contact()) } : { wrong };
  }

  /** Moves a name that was typed before the kind was known to where it belongs now. */
  becomeKind(kind: 'company' | 'person'): void {
    if (kind === this.kind) return;
    this.kind = kind;
    if (kind === 'person' && this.lastName === '' && this.firstName === '') {
      const words = this.companyName.trim().split(/\s+/u);
      this.lastName = words.pop() ?? '';
      this.firstName = words.join(' ');
    } else if (kind === 'company' && this.companyName === '') {
      this.companyName = [this.firstName, this.lastName].filter(Boolean).join(' ');
    }
  }

  #take({ name, address, email, phone, vatRegistrationId, isCustomer, isVendor }: NewContact): void {
    this.kind = name.kind;
    if (name.kind === 'company') this.companyName = name.name;
    else Object.assign(this, { salutation: name.salutation, firstName: name.firstName, lastName: name.lastName });
    Object.assign(this, { isCustomer, isVendor, ...address });
    Object.assign(this, { email: email ?? '', phone: phone ?? '', vatRegistrationId: vatRegistrationId ?? '' });
  }

  #check(): Problems {
    const isRecipient = this.purpose === 'recipient';
    const isEmpty = (text: string): boolean => text.trim() === '';
    const problems: Problems = {};
    if (this.kind === 'company' && isEmpty(this.companyName)) problems.companyName = m.newcontact_error_name();
    if (this.kind === 'person' && isEmpty(this.lastName)) problems.lastName = m.newcontact_error_name();
    if (isRecipient && !this.isCustomer) problems.roles = m.newcontact_error_role_customer();
    else if (!this.isCustomer && !this.isVendor) problems.roles = m.newcontact_error_role();
    if (isRecipient && isEmpty(this.street)) problems.street = m.newcontact_error_street();
    // Postcodes are demanded of German addresses only, as for invoices.
    if (isRecipient && this.countryCode === 'DE' && isEmpty(this.zip)) problems.zip = m.newcontact_error_zip();
    if (isRecipient && isEmpty(this.city)) problems.city = m.newcontact_error_city();
    if (!isEmpty(this.email) && !v.is(emailSchema, this.email.trim())) problems.email = m.newcontact_error_email();
    if (this.#vatId() !== null && !vatId.test(this.#vatId() ?? '')) {
      problems.vatRegistrationId = m.newcontact_error_vat();
    }
    return problems;
  }

  #contact(): NewContact {
    const { supplement, street, zip, city, countryCode, isCustomer, isVendor } = this;
    const hasAddress = [supplement, street, zip, city].some((text) => text.trim() !== '');
    return {
      name:
        this.kind === 'company'
          ? { kind: 'company', name: this.companyName }
          : { kind: 'person', salutation: this.salutation, firstName: this.firstName, lastName: this.lastName },
      isCustomer,
      isVendor,
      address: hasAddress ? { supplement, street, zip, city, countryCode } : null,
      email: this.email.trim() || null,
      phone: this.phone.trim() || null,
      vatRegistrationId: this.#vatId(),
    };
  }

  /** Only companies have one at Lexware; blanks and small letters are how people type it. */
  #vatId(): string | null {
    const text = this.vatRegistrationId.replace(/[\s.-]/gu, '').toUpperCase();
    return this.kind === 'company' && text !== '' ? text : null;
  }
}
