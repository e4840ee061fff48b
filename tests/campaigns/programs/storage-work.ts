import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openDatabase, type Store } from '../../../main/store/store.ts';
import { sampleDraft, sampleRow } from '../../main/store/samples.ts';
import { luckOf } from '../report.ts';
import { becomeTwin } from './storage-twins.ts';

/**
 * Works with a store as the app does and says what was acknowledged, a line each: `kind id version`, where the version of a
 * thing only grows. Arguments: path, key (hexadecimal), rounds, seed, and what is wrong on purpose (`none`, or a twin).
 */
const [path = '', key = '', rounds = '0', seed = '1', twin = 'none'] = process.argv.slice(2);
const random = luckOf(Number(seed));
const now = 1_788_000_000_000;
const location = { path, key: new Uint8Array(Buffer.from(key, 'hex')) };
const drafts: { id: string; version: number }[] = [];
const operations: { id: string; step: number }[] = [];
becomeTwin(twin);
let store = open();

function open(): Store {
  const opened = openDatabase(location);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

function say(kind: string, id: string, version: number): void {
  // In one system call and at once: the place of this line in the record is the moment of the acknowledgement.
  writeSync(1, `${kind} ${id} ${version}\n`);
}

function must<T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

function contentOf(id: string, version: number) {
  return sampleDraft({ id, title: String(version), remark: 'x'.repeat(Math.floor(random() * 3000)) });
}

function createDraft(): void {
  const id = randomUUID();
  must(store.drafts.create(contentOf(id, 1), now));
  drafts.push({ id, version: 1 });
  say('draft', id, 1);
}

function saveDraft(): void {
  const draft = drafts[Math.floor(random() * drafts.length)];
  if (!draft) return createDraft();
  must(store.drafts.save(contentOf(draft.id, draft.version + 1), now));
  draft.version += 1;
  say('draft', draft.id, draft.version);
}

function queueDraft(): void {
  const draft = drafts.splice(Math.floor(random() * drafts.length), 1)[0];
  if (!draft) return createDraft();
  const id = randomUUID();
  const body = { taxConditions: { taxType: 'net' as const } };
  const content = {
    kind: 'invoice' as const,
    title: 'Ida Petersen',
    totalCents: 11900,
    draft: contentOf(draft.id, draft.version),
    body,
  };
  const operation = { id, draftId: draft.id, bodyHash: randomUUID(), content, dependsOn: null };
  store.transact(() => {
    store.operations.enqueue({ ...operation, kind: 'createInvoiceDraft' }, now);
    store.drafts.setState(draft.id, 'queued');
  });
  operations.push({ id, step: 0 });
  say('operation', id, 0);
}

function advanceOperation(): void {
  const operation = operations.find(({ step }) => step < 2);
  if (!operation) return queueDraft();
  operation.step += 1;
  const to = operation.step === 1 ? ('sending' as const) : ('confirmed' as const);
  store.operations.advance(operation.id, { to, nowMs: now, ...(to === 'confirmed' && { resourceId: randomUUID() }) });
  say('operation', operation.id, operation.step);
}

function mirrorPage(round: number): void {
  const rows = Array.from({ length: 20 }, (_, index) => sampleRow({ id: randomUUID(), number: `RE${round}-${index}` }));
  store.transact(() => store.vouchers.upsert(rows, round));
  for (const row of rows) say('row', row.id, 1);
}

function backUp(round: number): void {
  const name = `copy-${round}`;
  say('begin', name, 0);
  must(store.backup(`${path}.${name}`));
  say('backup', name, 0);
}

function reopen(): void {
  must(store.close());
  store = open();
}

const everyday = [createDraft, saveDraft, saveDraft, saveDraft, queueDraft, advanceOperation, advanceOperation];
for (let round = 1; round <= Number(rounds); round += 1) {
  everyday[Math.floor(random() * everyday.length)]?.();
  if (round % 12 === 0) mirrorPage(round);
  if (round % 25 === 0) backUp(round);
  if (round % 40 === 0) reopen();
}
must(store.close());
