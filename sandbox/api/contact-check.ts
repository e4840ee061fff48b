import { asArray, asObject, asText, isObject, type JsonObject } from './json.ts';
import { isCountry } from './countries.ts';
import type { Issue } from './problems.ts';

const emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const phonePattern = /^[\d\s()+\-/.]{1,30}$/;

class IssueList {
  readonly issues: Issue[] = [];

  invalid(source: string, i18nKey = 'invalid_value'): void {
    this.issues.push({ i18nKey, source });
  }

  missing(source: string): void {
    this.issues.push({ i18nKey: 'missing_entity', source });
  }

  text(source: string, value: unknown, max: number, required = false): void {
    if (value === undefined || value === null) {
      if (required) this.missing(source);
    } else if (typeof value !== 'string' || value.length > max) this.invalid(source);
    else if (required && value.trim() === '') this.missing(source);
  }
}

function checkKind(list: IssueList, body: JsonObject): void {
  const hasCompany = isObject(body.company);
  const hasPerson = isObject(body.person);
  if (hasCompany && hasPerson) list.invalid('company and person');
  else if (!hasCompany && !hasPerson) list.missing('company or person');
  else if (hasCompany) checkCompany(list, asObject(body.company));
  else {
    const person = asObject(body.person);
    list.text('person.salutation', person.salutation, 25);
    list.text('person.firstName', person.firstName, 255);
    list.text('person.lastName', person.lastName, 255, true);
  }
}

function checkCompany(list: IssueList, company: JsonObject): void {
  list.text('company.name', company.name, 255, true);
  list.text('company.taxNumber', company.taxNumber, 40);
  list.text('company.vatRegistrationId', company.vatRegistrationId, 20);
  const persons = asArray(company.contactPersons);
  if (persons.length > 1) list.invalid('company.contactPersons.size');
  persons.map(asObject).forEach((person, index) => {
    const field = `company.contactPersons[${String(index)}]`;
    list.text(`${field}.salutation`, person.salutation, 25);
    list.text(`${field}.lastName`, person.lastName, 255, true);
    const email = person.emailAddress;
    if (email !== undefined && !isEmail(email)) list.invalid(`${field}.emailAddress`, 'invalid_email');
  });
}

function isEmail(value: unknown): boolean {
  return typeof value === 'string' && emailPattern.test(value);
}

/** Lists hold one entry at most when written, though the web app can make more (API reference 4.9). */
function checkEntries(list: IssueList, group: string, value: unknown, check: (entry: unknown, field: string) => void) {
  for (const [kind, entries] of Object.entries(asObject(value))) {
    const array = asArray(entries);
    if (array.length > 1) list.invalid(`${group}.${kind}.size`);
    array.forEach((entry, index) => {
      check(entry, `${group}.${kind}[${String(index)}]`);
    });
  }
}

function checkAddress(list: IssueList, value: unknown, field: string): void {
  const address = asObject(value);
  const code = address.countryCode;
  if (code === undefined || code === null) list.missing(`${field}.countryCode`);
  else if (typeof code !== 'string' || !isCountry(code)) {
    list.invalid(`${field}.countryCode`, 'countrycode_is_not_valid');
  }
  for (const key of ['supplement', 'street', 'city']) list.text(`${field}.${key}`, address[key], 255);
  list.text(`${field}.zip`, address.zip, 20);
}

/** What is wrong with the body of a contact's POST or PUT, in the legacy shape (API reference 4.9). */
export function checkContact(body: JsonObject): Issue[] {
  const list = new IssueList();
  checkKind(list, body);
  const roles = asObject(body.roles);
  if (!isObject(roles.customer) && !isObject(roles.vendor)) list.missing('roles.customer or roles.vendor');
  checkEntries(list, 'addresses', body.addresses, (entry, field) => {
    checkAddress(list, entry, field);
  });
  checkEntries(list, 'emailAddresses', body.emailAddresses, (entry) => {
    if (!isEmail(entry)) list.invalid('emailAddresses[0].emailAddress', 'invalid_email');
  });
  checkEntries(list, 'phoneNumbers', body.phoneNumbers, (entry, field) => {
    if (typeof entry !== 'string' || !phonePattern.test(entry)) list.invalid(field);
  });
  list.text('note', body.note, 1000);
  const electronic = asObject(body.xRechnung);
  const [buyer, vendor] = [asText(electronic.buyerReference), asText(electronic.vendorNumberAtCustomer)];
  if (buyer && !vendor) list.missing('xRechnung.vendorNumberAtCustomer');
  if (vendor && !buyer) list.missing('xRechnung.buyerReference');
  return list.issues;
}
