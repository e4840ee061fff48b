import { openSync, readFileSync, writeSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ok } from '../../../domain/result.ts';
import { createLexwareApi } from '../../../main/lexware/lexware-api.ts';
import { createLimiter } from '../../../main/lexware/limiter.ts';
import type { Converter } from '../../../main/receipts/conversion/converter.ts';
import { inspectBytes } from '../../../main/receipts/inspect-bytes.ts';
import type { Inspector } from '../../../main/receipts/inspector.ts';
import { Intake } from '../../../main/receipts/intake/intake.ts';
import { Reading } from '../../../main/receipts/intake/reading.ts';
import { contentHash } from '../../../main/store/receipt-files.ts';
import { openDatabase, type Store } from '../../../main/store/store.ts';
import { createOrganisationSync } from '../../../main/sync/organisation-sync.ts';
import { EagerClock } from '../eager-clock.ts';
import { jpegOfTiff } from '../intake-files.ts';
import type { IntakeLine, IntakeOrder, IntakePoint } from '../intake-protocol.ts';
import { isAtRest } from '../kinds.ts';
import { withMethod } from '../twins.ts';

/**
 * Opens a store that another process died with, lets everything come to rest, reports on it, and takes in, reads and sends
 * files until it is killed. The sandbox is in the parent. Argument: an `IntakeOrder`.
 */
const order = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as IntakeOrder;
const clock = new EagerClock(Date.parse('2026-09-01T08:00:00Z'), order.elapsed);
const ledger = openSync(order.ledger, 'a');
const limitMs = 6 * 3_600_000;
let armed = false;
let left = order.die?.nth ?? 0;

function tell(line: IntakeLine): void {
  writeSync(ledger, `${JSON.stringify(line)}\n`);
}

/** Dies here, if this is the place: by a real signal, before the next instruction. */
function reach(point: IntakePoint): void {
  if (!armed || order.die?.point !== point) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
}

/** The store with the points inside of transactions and between parts. */
function pierced(store: Store): Store {
  const { operations, inbox, receipts } = store;
  const enqueueing = withMethod(operations, 'enqueue', (...given) => {
    const enqueued = operations.enqueue(...given);
    reach('enqueueing');
    return enqueued;
  });
  const advancing = withMethod(enqueueing, 'advance', (id, step) => {
    const from = operations.find(id)?.state;
    const advanced = operations.advance(id, step);
    if (step.to === 'sending') reach('claiming');
    else if (from === 'sending') reach('settling');
    return advanced;
  });
  const storing = withMethod(inbox, 'setReading', (...given) => {
    inbox.setReading(...given);
    reach('storing');
  });
  const linking = withMethod(storing, 'settleVoucher', (...given) => {
    reach('linking');
    inbox.settleVoucher(...given);
    reach('linked');
  });
  const parted = withMethod(receipts, 'prepare', async (hash, bytes) => {
    const prepared = receipts.prepare(hash, bytes);
    await nextTurn();
    await nextTurn();
    if (!receipts.has(hash) && bytes.byteLength > 500_000) reach('part');
    await prepared;
  });
  return { ...store, operations: advancing, inbox: linking, receipts: parted };
}

/** The worker's answers without the worker, whose start would cost more than everything else. */
const inspector = { inspect: ({ name, bytes }) => inspectBytes(bytes, name) } as Pick<
  Inspector,
  'inspect'
> as Inspector;
const converter = {
  convertForUpload: ({ fileName, fileType, bytes }) =>
    Promise.resolve(
      fileType === 'tiff'
        ? ok({ fileName: `${fileName}.jpg`, mediaType: 'image/jpeg', bytes: jpegOfTiff(bytes) })
        : ok({ fileName, mediaType: 'image/jpeg', bytes }),
    ),
} as Pick<Converter, 'convertForUpload'> as Converter;

const bearer = () => Promise.resolve(ok(order.apiKey));
const api = createLexwareApi({
  baseUrl: order.apiUrl,
  fetch: (url, init) => clock.during(() => fetchWhole(url, init)),
  credential: { getBearer: bearer, renewAfter401: bearer },
  limiter: createLimiter({ now: () => clock.elapsed, after: (ms, run) => clock.after(ms, run) }),
});

/** Time stands still until the last byte is there. */
async function fetchWhole(url: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
  const isUpload = init?.method === 'POST';
  if (isUpload) reach('leaving');
  const answering = fetch(url, init);
  if (isUpload) await nextTurn();
  if (isUpload) reach('underway');
  const { status, headers, ...answer } = await answering.then(async (got) => ({
    status: got.status,
    headers: got.headers,
    body: await got.arrayBuffer(),
  }));
  if (isUpload) reach('answered');
  return new Response(answer.body.byteLength === 0 ? null : answer.body, { status, headers });
}

const opened = openDatabase({ path: order.path, key: new Uint8Array(Buffer.from(order.key, 'hex')) });
if (!opened.ok) throw new Error(opened.error.code);
const store = pierced(opened.value);
const sync = createOrganisationSync({
  store,
  api,
  clock,
  onChanged: () => undefined,
  onOperation: ({ state }) => {
    if (state === 'sending') reach('claimed');
    if (state === 'confirmed') reach('settled');
  },
  onUnexpected: (error) => {
    throw error;
  },
});
const now = () => clock.now();
const reading = new Reading({
  store,
  inspector,
  converter,
  now,
  onRead: () => undefined,
  onFailed: (error) => {
    throw error;
  },
  onStep: (step) => reach(step === 'read' ? 'stored' : step),
});
const intake = new Intake({
  store,
  now,
  onTaken: () => reading.kick(),
  onProgress: () => undefined,
  onStep: (step) => reach(step),
});

async function everythingRead(): Promise<void> {
  while (store.inbox.nextUnread() !== null) await nextTurn();
}

const isQuiet = (): boolean => isAtRest(store) && store.inbox.recognising().length === 0;

async function report(quiet: boolean): Promise<void> {
  for (const id of order.check) {
    const found = store.inbox.find(id);
    const file = found?.hash ? await store.receipts.load(found.hash) : null;
    const isWhole = file !== null && contentHash(file.bytes) === found?.hash;
    tell({ line: 'receipt', id, state: found?.row.state ?? null, hash: found?.hash ?? null, isWhole });
  }
  const rows = store.inbox.list({ limit: 1 });
  tell({ line: 'rest', elapsed: clock.elapsed, isQuiet: quiet, rows: rows.ok ? rows.value.counts.all : -1 });
}

store.receipts.dropUnfinished();
sync.start();
reading.kick();
await everythingRead();
await report(await clock.runUntil(isQuiet, limitMs));
armed = true;
tell({ line: 'working' });
const ids: string[] = [];
for (const file of order.files) {
  const taken = await intake.take([{ kind: 'path', path: file }], { source: 'dropped', container: null });
  if (!taken.ok) throw new Error(taken.error.code);
  for (const id of [...taken.value.added, ...taken.value.known]) {
    ids.push(id);
    tell({ line: 'taken', id, file });
    reach('acknowledged');
  }
}
await everythingRead();
for (const id of ids) {
  const sent = sync.sendReceipt(id);
  if (!sent.ok) throw new Error(sent.error.code);
  tell({ line: 'sent', id });
  reach('asked');
}
await clock.runUntil(isQuiet, limitMs);
process.exit(0);
