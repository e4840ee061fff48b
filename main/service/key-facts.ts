import * as v from 'valibot';
import { isNearer, keyLifeOf, keyWarnings, type ApiKey, type KeyWarning } from '../../domain/api-key.ts';
import { isoDateSchema, type IsoDate } from '../../domain/primitives.ts';
import type { Store } from '../store/store.ts';

const keyFactsSchema = v.object({
  /** The day on which the key was entered here. */
  enteredOn: isoDateSchema,
  /** The day on which it was made, as the user says. */
  toldOn: v.nullable(isoDateSchema),
  /** The nearest warning that the user was called for, and the nearest that they have put aside. */
  notified: v.nullable(v.picklist(keyWarnings)),
  seen: v.nullable(v.picklist(keyWarnings)),
});

/** What is known of an API key here. Never the key itself, which is in the vault. */
type KeyFacts = v.InferOutput<typeof keyFactsSchema>;

function readFacts(store: Store): KeyFacts | null {
  const stored = v.safeParse(keyFactsSchema, store.meta.read('apiKey'));
  return stored.success ? stored.output : null;
}

function writeFacts(store: Store, facts: KeyFacts): void {
  store.meta.write('apiKey', facts);
}

/** Begins to know a key that was entered today. Throws what the store throws. */
export function noteNewKey(store: Store, today: IsoDate): void {
  writeFacts(store, { enteredOn: today, toldOn: null, notified: null, seen: null });
}

/**
 * Where the key of a company stands. When it was made is what the user says, else what Lexware says of the connection (API
 * reference 4.16), else the day on which it was entered.
 * @param lexwareSays the day from the profile, where that is known
 */
export function keyOf(store: Store, lexwareSays: IsoDate | null, today: IsoDate): ApiKey {
  const facts = readFacts(store);
  const told = facts?.toldOn ?? null;
  const createdOn = told ?? lexwareSays ?? facts?.enteredOn ?? today;
  const source = told !== null ? 'user' : lexwareSays === null ? 'entered' : 'lexware';
  const life = keyLifeOf(createdOn, today);
  const isSeen = life.warning !== null && facts !== null && facts.seen !== null && !isNearer(life.warning, facts.seen);
  return { createdOn, source, ...life, seen: isSeen };
}

/** Takes the user's word on when the key was made; `null` takes it back. What was warned of by another date is warned of again. */
export function tellKeyDate(store: Store, toldOn: IsoDate | null, today: IsoDate): void {
  const enteredOn = readFacts(store)?.enteredOn ?? today;
  writeFacts(store, { enteredOn, toldOn, notified: null, seen: null });
}

/** The user has read the warning. */
export function putWarningAside(store: Store, warning: KeyWarning | null, today: IsoDate): void {
  const facts = readFacts(store) ?? { enteredOn: today, toldOn: null, notified: null, seen: null };
  writeFacts(store, { ...facts, seen: warning });
}

/** Whether the user has to be called for this warning: once for each, and noted before it is done. */
export function takeCall(store: Store, warning: KeyWarning | null, today: IsoDate): boolean {
  const facts = readFacts(store) ?? { enteredOn: today, toldOn: null, notified: null, seen: null };
  if (warning === null || !isNearer(warning, facts.notified)) return false;
  writeFacts(store, { ...facts, notified: warning });
  return true;
}
