import { createdReply } from './invoices.ts';
import { nameOf } from './address-check.ts';
import { readJson } from './body.ts';
import { jsonReply, type Call, type Reply } from './call.ts';
import { checkContact } from './contact-check.ts';
import { asArray, asNumber, asObject, type JsonObject } from './json.ts';
import { pageReply, readPage } from './paging.ts';
import { legacyProblem, notFound, type Issue } from './problems.ts';
import { compileSearch, decodeHtml } from './search-text.ts';
import { newId, nextNumber, type Organisation } from './store.ts';

type Filter = (contact: JsonObject) => boolean;

function textFilter(call: Call, name: string, read: (contact: JsonObject) => string[]): Filter | Issue | undefined {
  const raw = call.query.get(name);
  if (raw === null || raw === '') return undefined;
  const text = decodeHtml(raw);
  if (text.length < 3 || text.length > 128) {
    return { i18nKey: 'bad_request_error', source: 'size must be between 3 and 128' };
  }
  const pattern = compileSearch(text);
  return (contact) => read(contact).some((value) => pattern.test(value));
}

function emailsOf(contact: JsonObject): string[] {
  return Object.values(asObject(contact.emailAddresses))
    .flatMap(asArray)
    .filter((value) => typeof value === 'string');
}

function numberFilter(call: Call): Filter | Issue | undefined {
  const text = call.query.get('number');
  if (text === null || text === '') return undefined;
  if (!/^\d{1,9}$/.test(text)) return { i18nKey: 'bad_request_error', source: 'number' };
  return (contact) => Object.values(asObject(contact.roles)).some((role) => asObject(role).number === Number(text));
}

function roleFilter(call: Call, role: 'customer' | 'vendor'): Filter | undefined {
  const text = call.query.get(role);
  if (text !== 'true' && text !== 'false') return undefined;
  return (contact) => role in asObject(contact.roles) === (text === 'true');
}

/** `GET /v1/contacts` with its filters, which all must hold (API reference 4.9). */
export function listContacts(call: Call): Reply {
  const candidates = [
    textFilter(call, 'name', (contact) => [nameOf(contact)]),
    textFilter(call, 'email', emailsOf),
    numberFilter(call),
    roleFilter(call, 'customer'),
    roleFilter(call, 'vendor'),
  ];
  const filters: Filter[] = [];
  for (const candidate of candidates) {
    if (typeof candidate === 'function') filters.push(candidate);
    else if (candidate) return legacyProblem(400, [candidate]);
  }
  const page = readPage(call, 500, "parameter 'size' exceeds the limit");
  if ('problem' in page) return page.problem;
  const keyed = [...call.organisation.contacts.values()]
    .filter((contact) => filters.every((filter) => filter(contact)))
    .map((contact) => ({ contact, key: nameOf(contact).toLowerCase() }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return pageReply(keyed, page, { property: 'name', direction: 'ASC' }, (entry) => entry.contact);
}

/** `GET /v1/contacts/{id}`. */
export function readContact(call: Call): Reply {
  const contact = call.organisation.contacts.get(call.params.id ?? '');
  return contact ? jsonReply(200, contact) : notFound(call);
}

/** The roles with their numbers: kept where they were, assigned where they are new. */
function numberRoles(organisation: Organisation, wanted: JsonObject, before: JsonObject): JsonObject {
  const first = { customer: 10_001, vendor: 70_001 };
  const roles: JsonObject = {};
  for (const role of ['customer', 'vendor'] as const) {
    if (!wanted[role]) continue;
    const number = asObject(before[role]).number ?? nextNumber(organisation, role, first[role]);
    roles[role] = { number };
  }
  return roles;
}

/** Stores a contact as it will be read back. */
export function storeContact(
  organisation: Organisation,
  body: JsonObject,
  id: string,
  before?: JsonObject,
): JsonObject {
  const fields = ['company', 'person', 'addresses', 'xRechnung', 'emailAddresses', 'phoneNumbers', 'note'];
  const given = Object.fromEntries(
    fields.filter((field) => body[field] !== undefined && body[field] !== null).map((field) => [field, body[field]]),
  );
  const contact: JsonObject = {
    id,
    organizationId: organisation.id,
    version: (asNumber(before?.version) ?? 0) + 1,
    roles: numberRoles(organisation, asObject(body.roles), asObject(before?.roles)),
    ...given,
    archived: false,
  };
  organisation.contacts.set(id, contact);
  return contact;
}

function resultReply(call: Call, contact: JsonObject): Reply {
  const entry = { id: String(contact.id), createdMs: call.now, updatedMs: call.now, version: Number(contact.version) };
  const path = '/v1/contacts';
  return createdReply({ ...call, path }, 200, entry);
}

/** `POST /v1/contacts`; answers 200 like the real one (API reference 2.2). */
export function createContact(call: Call): Reply {
  const parsed = readJson(call);
  if ('problem' in parsed) return parsed.problem;
  const issues = checkContact(parsed.body);
  if (issues.length > 0) return legacyProblem(406, issues);
  return resultReply(call, storeContact(call.organisation, parsed.body, newId()));
}

/** `PUT /v1/contacts/{id}`: replaces the record, needs the version last read (API reference 3.4). */
export function replaceContact(call: Call): Reply {
  const before = call.organisation.contacts.get(call.params.id ?? '');
  if (!before) return notFound(call);
  const parsed = readJson(call);
  if ('problem' in parsed) return parsed.problem;
  const issues = checkContact(parsed.body);
  if (parsed.body.version === undefined) issues.push({ i18nKey: 'missing_entity', source: 'version' });
  else if (parsed.body.version !== before.version) issues.push({ i18nKey: 'invalid_value', source: 'version' });
  if (issues.length > 0) return legacyProblem(406, issues);
  return resultReply(call, storeContact(call.organisation, parsed.body, String(before.id), before));
}
