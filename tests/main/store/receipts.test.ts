import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { receiptRowSchema } from '../../../domain/receipt-entry.ts';
import type { Inspection } from '../../../domain/receipt.ts';
import { inspectBytes } from '../../../main/receipts/inspect-bytes.ts';
import { contentHash, partBytes } from '../../../main/store/receipt-files.ts';
import type { Store } from '../../../main/store/store.ts';
import { sendReceipt } from '../../../main/sync/outbox-requests.ts';
import { sampleReceipt, sampleRow } from './samples.ts';
import { codeOf, memoryStore, openStore, temporaryPlace, valueOf } from './temporary-store.ts';

const now = 1_788_000_000_000;
const invoice = await inspected('xrechnung-ubl.xml');

async function inspected(name: string): Promise<Inspection> {
  return inspectBytes(readFileSync(join(import.meta.dirname, '../../fixtures/receipts', name)), name);
}

/** Keeps a receipt whose bytes are this text. */
function keep(store: Store, text: string, fileName = `${text}.pdf`): string {
  const file = sampleReceipt(text, fileName);
  const id = randomUUID();
  store.transact(() => {
    const hash = contentHash(file.bytes);
    store.receipts.finish(hash, file, now);
    store.inbox.add(
      { id, fileName, size: file.bytes.byteLength, source: 'dropped', container: null },
      hash,
      'pdf',
      now,
    );
  });
  return id;
}

/** Keeps a receipt and reads it. */
function keepRead(store: Store, text: string, inspection: Inspection = invoice): string {
  const id = keep(store, text);
  store.inbox.setReading(id, { stage: 'ready', refusal: null, inspection, uploadHash: null });
  return id;
}

const idsOf = (store: Store, query: Parameters<Store['inbox']['list']>[0] = {}): string[] =>
  valueOf(store.inbox.list(query)).rows.map(({ id }) => id);

describe('bytes', () => {
  it.each([1, partBytes, partBytes + 1, 3 * partBytes, 5 * partBytes + 77])(
    'of %i are kept and read back, at once and in turns',
    async (size) => {
      const store = memoryStore();
      const file = { fileName: 'a.pdf', mediaType: 'application/pdf', bytes: new Uint8Array(size).fill(7) };
      const hash = contentHash(file.bytes);
      await store.receipts.prepare(hash, file.bytes);
      expect(store.receipts.has(hash)).toBe(false);
      store.receipts.finish(hash, file, now);
      for (const read of [store.receipts.find(hash), await store.receipts.load(hash)]) {
        expect(read).toMatchObject({ fileName: 'a.pdf', mediaType: 'application/pdf' });
        expect(contentHash(read?.bytes ?? new Uint8Array())).toBe(hash);
      }
      expect(store.receipts.describe(hash)).toMatchObject({ size, mediaType: 'application/pdf' });
      expect(store.receipts.describe(hash)?.head).toHaveLength(Math.min(size, 1024));
    },
  );

  it('of a file that was never finished are dropped, and no others', async () => {
    const place = temporaryPlace();
    const store = openStore(place);
    const whole = { fileName: 'a.pdf', mediaType: 'application/pdf', bytes: new Uint8Array(2 * partBytes).fill(1) };
    const cut = new Uint8Array(2 * partBytes).fill(2);
    await store.receipts.prepare(contentHash(whole.bytes), whole.bytes);
    store.receipts.finish(contentHash(whole.bytes), whole, now);
    await store.receipts.prepare(contentHash(cut), cut);
    store.receipts.dropUnfinished();
    expect(store.receipts.find(contentHash(whole.bytes))?.bytes.byteLength).toBe(2 * partBytes);
    // Finished after all, it has lost its parts: what is not all there is not handed out.
    store.receipts.finish(contentHash(cut), { ...whole, bytes: cut }, now);
    expect(store.receipts.find(contentHash(cut))).toBe(null);
    expect(await store.receipts.load(contentHash(cut))).toBe(null);
    store.close();
  });

  it('stay as long as a receipt refers to them, and go 90 days after it was removed', async () => {
    const store = memoryStore();
    const [stays, goes] = [keepRead(store, 'eins'), keepRead(store, 'zwei')];
    const hashOf = (id: string): string => valueOf(store.inbox.get(id)).hash ?? '';
    const hashes = [hashOf(stays), hashOf(goes)];
    store.inbox.remove([goes], now);
    const lastDay = now + 90 * 86_400_000;
    expect(valueOf(await store.purge(lastDay)).receipts).toBe(0);
    expect(hashes.map((hash) => store.receipts.has(hash))).toEqual([true, true]);
    expect(valueOf(await store.purge(lastDay + 1)).receipts).toBe(1);
    expect(hashes.map((hash) => store.receipts.has(hash))).toEqual([true, false]);
    expect([idsOf(store), idsOf(store, { search: 'zwei', filter: 'removed' })]).toEqual([[stays], []]);
    expect(codeOf(store.inbox.get(goes))).toBe('receipt_not_found');
  });

  it('of an upload that is not confirmed stay, whatever becomes of the receipt', async () => {
    const store = memoryStore();
    const id = keepRead(store, 'eins');
    const { hash } = valueOf(store.inbox.get(id));
    const operation = valueOf(sendReceipt(store, id, now));
    store.operations.advance(operation.id, { to: 'sending', nowMs: now });
    store.inbox.remove([id], now);
    expect(valueOf(await store.purge(now + 900 * 86_400_000)).receipts).toBe(0);
    expect(store.receipts.has(hash ?? '')).toBe(true);
    expect(valueOf(store.inbox.get(id)).row).toMatchObject({ state: 'sending', removed: true });
  });
});

describe('the inbox', () => {
  it('lists what came in, newest first, with what was read, and fits the contract', () => {
    const store = memoryStore();
    const first = keep(store, 'eins');
    const second = keepRead(store, 'zwei');
    const { rows, counts, nextCursor } = valueOf(store.inbox.list({}));
    expect(rows.map(({ id, state }) => [id, state])).toEqual([
      [second, 'ready'],
      [first, 'reading'],
    ]);
    expect(rows[0]).toMatchObject({ kind: 'e-invoice', fileType: 'pdf', fileName: 'zwei.pdf', converted: false });
    expect(counts).toMatchObject({ all: 2, open: 2, sent: 0, removed: 0 });
    expect(nextCursor).toBe(null);
    rows.forEach((row) => v.parse(receiptRowSchema, row));
    expect(store.inbox.inspection(second)).toEqual(invoice);
    expect(store.inbox.inspection(first)).toBe(null);
  });

  it('is read page by page, each row once, also while new ones come in', () => {
    const store = memoryStore();
    const ids = Array.from({ length: 7 }, (_, index) => keep(store, `nr${String(index)}`)).reverse();
    const first = valueOf(store.inbox.list({ limit: 3 }));
    keep(store, 'neu');
    const second = valueOf(store.inbox.list({ limit: 3, cursor: first.nextCursor ?? '' }));
    const third = valueOf(store.inbox.list({ limit: 3, cursor: second.nextCursor ?? '' }));
    expect([first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual(ids);
    expect(third.nextCursor).toBe(null);
    expect(codeOf(store.inbox.list({ cursor: first.nextCursor ?? '', filter: 'sent' }))).toBe('invalid_input');
    expect(codeOf(store.inbox.list({ cursor: 'eyJhIjoxfQ' }))).toBe('invalid_input');
  });

  it.each(['rechnung', 'Öl & Größe', 'OEL', '🚗🚗🚗', 'Zwölf'])('finds a file by %s in its name', (search) => {
    const store = memoryStore();
    keep(store, 'anderes', 'Quittung.pdf');
    const id = keep(store, 'eins', 'Rechnung Öl & Größe 🚗🚗🚗 Zwölf.pdf');
    expect(idsOf(store, { search })).toEqual([id]);
  });

  it('finds a receipt by sender, number and amount', () => {
    const store = memoryStore();
    keep(store, 'anderes');
    const id = keepRead(store, 'eins');
    const { senderName, number, payableCents } = valueOf(store.inbox.get(id)).row;
    const amount = ((payableCents ?? 0) / 100).toFixed(2).replace('.', ',');
    for (const search of [senderName ?? '?', number ?? '?', amount]) expect(idsOf(store, { search })).toEqual([id]);
    expect(idsOf(store, { search: 'nirgendwo' })).toEqual([]);
  });

  it('notes a refusal, and the same again once', () => {
    const store = memoryStore();
    const refused = () => ({
      id: randomUUID(),
      fileName: 'a.exe',
      size: 9,
      source: 'dropped' as const,
      container: null,
    });
    const id = store.inbox.refuse(refused(), 'unsupported_type', now);
    expect(store.inbox.refuse(refused(), 'unsupported_type', now + 1)).toBe(id);
    expect(store.inbox.refuse(refused(), 'locked_file', now)).not.toBe(id);
    store.inbox.remove([id], now);
    expect(store.inbox.refuse(refused(), 'unsupported_type', now)).not.toBe(id);
    expect(valueOf(store.inbox.list({ filter: 'attention' })).counts).toMatchObject({
      attention: 2,
      open: 0,
      removed: 1,
    });
  });

  it('takes receipts out and back in, with their bytes', () => {
    const store = memoryStore();
    const [gone, stays] = [keepRead(store, 'eins'), keep(store, 'zwei')];
    store.inbox.remove([gone, randomUUID()], now);
    expect([idsOf(store), idsOf(store, { filter: 'removed' })]).toEqual([[stays], [gone]]);
    store.inbox.restore([gone]);
    expect(idsOf(store)).toEqual([stays, gone]);
    expect(store.receipts.find(valueOf(store.inbox.get(gone)).hash ?? '')).not.toBe(null);
  });

  it('knows the same invoice in other bytes, as an earlier receipt and as a voucher of Lexware’s', () => {
    const store = memoryStore();
    const [first, second] = [keepRead(store, 'eins'), keepRead(store, 'zwei')];
    const { number, senderName } = valueOf(store.inbox.get(first)).row;
    const gross = 'invoice' in invoice ? invoice.invoice?.totals.gross : null;
    const totalCents = Math.round(Number(gross) * 100);
    expect(valueOf(store.inbox.get(first)).row).toMatchObject({ sameInvoiceAs: null, sameVoucherAs: null });
    expect(valueOf(store.inbox.get(second)).row).toMatchObject({ sameInvoiceAs: first });
    const voucher = { voucherType: 'purchaseinvoice', number, contactName: senderName ?? '', totalCents };
    const same = sampleRow(voucher);
    const others = [
      sampleRow({ ...voucher, totalCents: totalCents + 1 }),
      sampleRow({ ...voucher, contactName: 'Anders' }),
      sampleRow({ ...voucher, voucherType: 'invoice' }),
    ];
    store.vouchers.upsert(others, 1);
    expect(valueOf(store.inbox.get(first)).row.sameVoucherAs).toBe(null);
    store.vouchers.upsert([same], 1);
    expect(valueOf(store.inbox.get(first)).row.sameVoucherAs).toBe(same.id);
    store.inbox.remove([first], now);
    expect(valueOf(store.inbox.get(second)).row.sameInvoiceAs).toBe(null);
  });

  it('keeps small pictures, and forgets nothing that is asked of it by an id that is not there', () => {
    const store = memoryStore();
    const id = keep(store, 'eins');
    expect(store.inbox.thumbnail(id)).toBe(null);
    store.inbox.keepThumbnail(id, new Uint8Array([1, 2, 3]));
    expect(store.inbox.thumbnail(id)).toEqual(new Uint8Array([1, 2, 3]));
    expect(codeOf(store.inbox.get(randomUUID()))).toBe('receipt_not_found');
    store.inbox.setReading(randomUUID(), { stage: 'ready', refusal: null, inspection: invoice, uploadHash: null });
    expect(idsOf(store)).toEqual([id]);
  });

  it('reads a receipt once: what comes late changes nothing', () => {
    const store = memoryStore();
    const id = keepRead(store, 'eins');
    store.inbox.setReading(id, { stage: 'refused', refusal: 'pdf_broken', inspection: null, uploadHash: null });
    expect(valueOf(store.inbox.get(id)).row).toMatchObject({ state: 'ready', refusal: null, kind: 'e-invoice' });
    expect(store.inbox.nextUnread()).toBe(null);
  });
});
