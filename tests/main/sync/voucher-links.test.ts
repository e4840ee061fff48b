import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { contentHash } from '../../../main/store/receipt-files.ts';
import { createOrganisationSync } from '../../../main/sync/organisation-sync.ts';
import { sampleReceipt, sampleRow } from '../store/samples.ts';
import { codeOf, valueOf } from '../store/temporary-store.ts';
import { bench, type Bench } from './outbox-bench.ts';

const minute = 60_000;

/** A receipt of the inbox that can be sent. */
function keep({ store, clock }: Bench, text: string): string {
  const file = sampleReceipt(text, `${text}.pdf`);
  const id = randomUUID();
  const hash = contentHash(file.bytes);
  const size = file.bytes.byteLength;
  store.transact(() => {
    store.receipts.finish(hash, file, clock.now());
    store.inbox.add(
      { id, fileName: file.fileName, size, source: 'dropped', container: null },
      hash,
      'pdf',
      clock.now(),
    );
    store.inbox.setReading(id, { stage: 'ready', refusal: null, inspection: null, uploadHash: null });
  });
  return id;
}

const stateOf = ({ store }: Bench, id: string): string => valueOf(store.inbox.get(id)).row.state;
const looks = ({ lexware }: Bench): number => lexware.callsOf('getBookkeepingVoucher').length;

/** Sends a receipt whose voucher Lexware does not show yet; answers the voucher's id. */
async function sendHidden(given: Bench, id: string): Promise<string> {
  const { sync, clock, lexware, store } = given;
  const take = lexware.inbox.take.bind(lexware.inbox);
  lexware.inbox.take = (file) => {
    const taken = take(file);
    if (!lexware.inbox.vouchers.has(taken.voucherId ?? '')) lexware.inbox.vouchers.set(taken.voucherId ?? '', null);
    return taken;
  };
  valueOf(sync.sendReceipt(id));
  sync.start();
  await clock.advance(0);
  return valueOf(store.inbox.get(id)).row.voucherId ?? '';
}

describe('the voucher of an upload', () => {
  it('is waited for while Lexware does not show it or is still reading it, ever more rarely', async () => {
    const given = bench();
    const id = keep(given, 'eins');
    const voucherId = await sendHidden(given, id);
    await given.clock.advance(10 * minute);
    expect(stateOf(given, id)).toBe('recognising');
    const first = looks(given);
    expect(first).toBeGreaterThan(3);
    given.lexware.inbox.vouchers.set(voucherId, { status: 'blank', createdMs: given.clock.now() });
    await given.clock.advance(60 * minute);
    expect(looks(given) - first).toBeLessThan(13);
    expect(stateOf(given, id)).toBe('recognising');
    given.lexware.inbox.vouchers.set(voucherId, { status: 'unchecked', createdMs: given.clock.now() });
    await given.clock.advance(11 * minute);
    expect(stateOf(given, id)).toBe('inLexware');
    const last = looks(given);
    await given.clock.advance(60 * minute);
    expect(looks(given)).toBe(last);
  });

  it('that Lexware never reads is given up after a day: it is there', async () => {
    const given = bench();
    const id = keep(given, 'eins');
    await sendHidden(given, id);
    await given.clock.advance(25 * 60 * minute);
    expect(stateOf(given, id)).toBe('inLexware');
  });

  it('is followed by the next start too', async () => {
    const given = bench();
    const { store, clock, lexware } = given;
    const id = keep(given, 'eins');
    const voucherId = await sendHidden(given, id);
    const stopped = given.sync.stop();
    await clock.advance(5_000);
    await stopped;
    lexware.inbox.vouchers.set(voucherId, { status: 'open', createdMs: null });
    const parts = { store, clock, api: lexware, onChanged: () => undefined, onOperation: () => undefined };
    const next = createOrganisationSync(parts);
    next.start();
    await clock.advance(10_000);
    expect(stateOf(given, id)).toBe('inLexware');
    const ended = next.stop();
    await clock.advance(5_000);
    await ended;
  });

  it('that the pull brings is not asked for', async () => {
    const given = bench();
    const id = keep(given, 'eins');
    const voucherId = await sendHidden(given, id);
    given.store.vouchers.upsert([sampleRow({ id: voucherId, voucherType: 'purchaseinvoice', status: 'unchecked' })], 1);
    await given.clock.advance(10 * minute);
    expect(stateOf(given, id)).not.toBe('recognising');
    expect(looks(given)).toBe(0);
  });

  it('that is older than the upload was there before', async () => {
    const given = bench();
    const [old, young] = [keep(given, 'eins'), keep(given, 'zwei')];
    const { lexware, clock } = given;
    const voucherOf = (id: string): string => valueOf(given.store.inbox.get(id)).row.voucherId ?? '';
    await sendHidden(given, old);
    valueOf(given.sync.sendReceipt(young));
    await clock.advance(1);
    lexware.inbox.vouchers.set(voucherOf(old), { status: 'open', createdMs: clock.now() - 20 * minute });
    lexware.inbox.vouchers.set(voucherOf(young), { status: 'open', createdMs: clock.now() - 2 * minute });
    await clock.advance(minute);
    expect([stateOf(given, old), stateOf(given, young)]).toEqual(['alreadyThere', 'inLexware']);
  });
});

describe('sending a receipt of the inbox', () => {
  it('is one operation, linked in the same step; a second word changes nothing', async () => {
    const given = bench();
    const id = keep(given, 'eins');
    const operation = valueOf(given.sync.sendReceipt(id));
    expect(valueOf(given.store.inbox.get(id)).row).toMatchObject({ state: 'queued', operationId: operation.id });
    expect(valueOf(given.sync.sendReceipt(id)).id).toBe(operation.id);
    given.sync.start();
    await given.clock.advance(0);
    expect(given.lexware.inbox.files.size).toBe(1);
  });

  it('that Lexware refuses needs the user, with its words, and goes again by a new word', async () => {
    const given = bench();
    const id = keep(given, 'eins');
    given.lexware.faults.uploadFile = ['refused'];
    valueOf(given.sync.sendReceipt(id));
    given.sync.start();
    await given.clock.advance(0);
    expect(valueOf(given.store.inbox.get(id)).row).toMatchObject({
      state: 'needsYou',
      error: { code: 'lexware_validation_failed' },
    });
    valueOf(given.sync.sendReceipt(id));
    await given.clock.advance(minute);
    expect(stateOf(given, id)).toBe('inLexware');
  });

  it('that is not there, or of which nothing was kept, is refused', () => {
    const given = bench();
    expect(codeOf(given.sync.sendReceipt(randomUUID()))).toBe('receipt_not_found');
    const id = given.store.inbox.refuse(
      { id: randomUUID(), fileName: 'a.exe', size: 1, source: 'dropped', container: null },
      'unsupported_type',
      given.clock.now(),
    );
    expect(codeOf(given.sync.sendReceipt(id))).toBe('receipt_not_accepted');
    expect(valueOf(given.store.operations.list())).toEqual([]);
  });
});
