import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'libsql';
import { toCipherKey } from '../../../main/store/database-key.ts';
import { openDatabase, type Store } from '../../../main/store/store.ts';
import type { CheckAnswer, CheckQuestion } from '../storage-checker.ts';

/**
 * Opens databases with the real store and says what is in them: a question a line on standard input, an answer a line. A
 * process of its own, because damage may end it.
 */

function bytesOf(folder: string): Map<string, Buffer> {
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
}

/** Files that are not what they were; an empty one that was not there before counts for nothing. */
function changedFiles(before: Map<string, Buffer>, after: Map<string, Buffer>): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  const nothing = Buffer.alloc(0);
  return [...names].filter((name) => !(before.get(name) ?? nothing).equals(after.get(name) ?? nothing));
}

function contents(store: Store, wanted: CheckQuestion['wanted']): CheckAnswer {
  const found: Record<string, string> = {};
  for (const { kind, id } of wanted) found[id] = versionOf(store, kind, id);
  const all = [
    store.vouchers.list({ search: 'nordlicht', sort: { key: 'contactName', direction: 'asc' } }, '2026-09-01'),
    store.vouchers.list({ limit: 500 }, '2026-09-01'),
    store.drafts.list(),
    store.operations.list(),
    store.contacts.search('', 100),
  ];
  return { kind: 'open', found, failed: all.flatMap((result) => (result.ok ? [] : [result.error.code])) };
}

function versionOf(store: Store, kind: string, id: string): string {
  try {
    if (kind === 'row') return store.vouchers.find(id) ? '1' : 'missing';
    if (kind === 'operation') {
      const state = store.operations.find(id)?.state;
      return state === undefined ? 'missing' : String(['queued', 'sending', 'confirmed'].indexOf(state));
    }
    const draft = store.drafts.get(id);
    return draft.ok ? draft.value.draft.title : draft.error.code === 'draft_not_found' ? 'missing' : draft.error.code;
  } catch (error) {
    return (error as { code?: string }).code ?? 'thrown';
  }
}

/** SQLite's own opinion of a file that was closed well; it may refuse to look at one that is damaged. */
function integrityOf(path: string, key: Uint8Array): string {
  const options = { timeout: 0, encryptionKey: toCipherKey(key) };
  const database = new Database(path, options);
  try {
    const row = database.prepare('SELECT CAST(integrity_check AS BLOB) AS said FROM pragma_integrity_check(1)').get([]);
    return Buffer.from((row as { said: ArrayBuffer }).said).toString('latin1');
  } catch (error) {
    return String(error);
  } finally {
    database.close();
  }
}

function check({ folder, name, key, wanted, integrity }: CheckQuestion): CheckAnswer {
  const before = bytesOf(folder);
  const path = join(folder, name);
  const raw = new Uint8Array(Buffer.from(key, 'hex'));
  const opened = openDatabase({ path, key: raw });
  if (!opened.ok) {
    return { kind: 'refused', code: opened.error.code, overwritten: changedFiles(before, bytesOf(folder)) };
  }
  const answer = contents(opened.value, wanted);
  const closed = opened.value.close();
  if (answer.kind !== 'open') return answer;
  if (!closed.ok) answer.failed.push(closed.error.code);
  if (integrity && closed.ok && answer.failed.length === 0) answer.integrity = integrityOf(path, raw);
  return answer;
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer: CheckAnswer;
  try {
    answer = check(JSON.parse(line) as CheckQuestion);
  } catch (error) {
    answer = { kind: 'thrown', message: String(error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
