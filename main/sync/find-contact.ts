import type { NewContact } from '../../domain/contact.ts';
import type { Candidate } from '../../domain/operation.ts';
import { ok } from '../../domain/result.ts';
import type { ContactRecord, LexwareResult } from '../lexware/api.ts';
import { contactNameFilter } from '../lexware/contacts.ts';
import type { ContactContent } from '../store/operation-content.ts';
import { nameKey } from './candidates.ts';
import type { LookUp, Verdict } from './reconcile.ts';
import { isSameContact } from './same-contact.ts';

const pageSize = 250;
/** Lexware's window ends after 10,000 rows (API reference 3.6). */
const maxPages = 40;
/** More than anybody compares. */
const maxCandidates = 20;

interface Listed {
  records: ContactRecord[];
  complete: boolean;
}

/**
 * Looks for a contact: by its name, and where that does not show it, among all, since Lexware matches names in ways of its
 * own and ignores filters that it does not know (API reference 2.4, 3.7). Contacts state no time of creation (API
 * reference 4.9), so new is what the mirror did not have under this name before.
 */
export async function findContact(question: LookUp, content: ContactContent): Promise<LexwareResult<Verdict>> {
  const filter = contactNameFilter(searchedName(content.contact));
  if (filter !== null) {
    const named = await list(question, filter);
    if (!named.ok) return named;
    const verdict = judge(question, content, named.value);
    if (verdict.kind === 'found') return ok(verdict);
  }
  const all = await list(question, null);
  return all.ok ? ok(judge(question, content, all.value)) : all;
}

function judge({ operation, others, isClaimed }: LookUp, content: ContactContent, listed: Listed): Verdict {
  const added = listed.records.filter(({ contact: { id } }) => !operation.knownIds.includes(id) && !isClaimed(id));
  const matches = added.filter(({ details }) => isSameContact(content.contact, details));
  const [only] = matches;
  if (only && matches.length === 1) {
    const { contact } = only;
    return { kind: 'found', effect: { resourceId: contact.id, made: { kind: 'contact', contact } } };
  }
  const theirs = others.flatMap((other) => (other.content.kind === 'contact' ? [other.content.contact] : []));
  const open = added.filter(
    (record) => matches.includes(record) || (isLike(content, record) && !isOneOf(theirs, record)),
  );
  if (open.length === 0 && listed.complete) return { kind: 'absent' };
  return { kind: 'doubtful', candidates: open.slice(0, maxCandidates).map(toCandidate) };
}

/** A person's last name: how Lexware joins the parts for its filter is not documented. */
function searchedName({ name }: NewContact): string {
  return name.kind === 'company' ? name.name : name.lastName;
}

function isLike({ title }: ContactContent, { contact }: ContactRecord): boolean {
  return nameKey(title) === nameKey(contact.name);
}

function isOneOf(others: readonly NewContact[], { details }: ContactRecord): boolean {
  return others.some((other) => isSameContact(other, details));
}

function toCandidate({ contact }: ContactRecord): Candidate {
  const { id, name, customerNumber, address, email } = contact;
  return {
    kind: 'contact',
    resourceId: id,
    name,
    customerNumber,
    street: address?.street ?? '',
    zip: address?.zip ?? '',
    city: address?.city ?? '',
    email,
  };
}

async function list({ api, options }: LookUp, name: string | null): Promise<LexwareResult<Listed>> {
  const found = new Map<string, ContactRecord>();
  for (let page = 0; page < maxPages; page += 1) {
    const answer = await api.searchContacts({ name, page, size: pageSize }, options);
    if (!answer.ok) return answer;
    for (const record of answer.value.content) found.set(record.contact.id, record);
    if (answer.value.last) return ok({ records: [...found.values()], complete: true });
    if (answer.value.content.length === 0) break;
  }
  return ok({ records: [...found.values()], complete: false });
}
