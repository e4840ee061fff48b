import { describe, expect, it } from 'vitest';
import { contentHash } from '../../../main/store/receipt-files.ts';
import { sampleReceipt } from '../store/samples.ts';
import { codeOf, valueOf } from '../store/temporary-store.ts';
import { bench } from './outbox-bench.ts';
import type { Fault } from './small-lexware.ts';

const minute = 60_000;
const maxBytes = 5_242_880;

function startingWith(start: number[] | string, size = 100): Uint8Array {
  const bytes = new Uint8Array(size);
  bytes.set(typeof start === 'string' ? new TextEncoder().encode(start) : start);
  return bytes;
}

describe('a receipt', () => {
  it('is kept with its bytes, uploaded once, and has Lexware’s id of the file', async () => {
    const { sync, clock, store, lexware } = bench();
    const receipt = sampleReceipt('eins', 'Tanken "A7" Übergröße.pdf');
    const operation = valueOf(sync.enqueueReceipt(receipt));
    expect(operation).toMatchObject({
      kind: 'uploadReceipt',
      state: 'queued',
      title: receipt.fileName,
      subject: { kind: 'receipt', mediaType: 'application/pdf', bytes: receipt.bytes.byteLength },
    });
    const hash = contentHash(receipt.bytes);
    expect(store.receipts.find(hash)).toEqual(receipt);
    sync.start();
    await clock.advance(0);
    const [stored] = [...lexware.inbox.files.values()];
    expect(stored).toMatchObject(receipt);
    expect(valueOf(store.operations.get(operation.id))).toMatchObject({ state: 'confirmed', resourceId: stored?.id });
    expect(store.receipts.find(hash)).toEqual(receipt);
  });

  it.each<[Fault, boolean]>([
    ['unknownAfter', true],
    ['throwsAfter', true],
    ['unknownBefore', false],
    ['throws', false],
  ])('of unknown outcome is sent again after more than a minute and is there once (%s)', async (fault, isThere) => {
    const { sync, clock, lexware, state } = bench();
    lexware.faults.uploadFile = [fault];
    const { id } = valueOf(sync.enqueueReceipt(sampleReceipt('eins')));
    sync.start();
    await clock.advance(62_000);
    expect(state(id)).toBe('unknown');
    expect(lexware.callsOf('uploadFile')).toHaveLength(1);
    expect(lexware.inbox.files.size).toBe(isThere ? 1 : 0);
    await clock.advance(2_000);
    expect(state(id)).toBe('confirmed');
    expect(lexware.inbox.files.size).toBe(1);
  });

  it('that Lexware never answers comes back later and later, and lets others pass', async () => {
    const { sync, clock, lexware, state, draft } = bench();
    lexware.faults.uploadFile = Array.from({ length: 1000 }, () => 'unknownBefore' as const);
    const { id } = valueOf(sync.enqueueReceipt(sampleReceipt('eins')));
    sync.start();
    await clock.advance(0);
    const invoice = valueOf(sync.enqueueInvoice(draft(), true));
    await clock.advance(60 * minute);
    expect([state(id), state(invoice.id)]).toEqual(['unknown', 'confirmed']);
    const inFirstHour = lexware.callsOf('uploadFile').length;
    await clock.advance(60 * minute);
    expect(inFirstHour).toBeLessThan(9);
    expect(lexware.callsOf('uploadFile').length - inFirstHour).toBeGreaterThan(2);
    lexware.faults.uploadFile = [];
    await clock.advance(20 * minute);
    expect(state(id)).toBe('confirmed');
  });

  it('with bytes that are there already is the same operation, whatever its name', async () => {
    const { sync, clock, lexware, store } = bench();
    const first = valueOf(sync.enqueueReceipt(sampleReceipt('eins', 'a.pdf')));
    expect(valueOf(sync.enqueueReceipt(sampleReceipt('eins', 'b.pdf')))).toEqual(first);
    sync.start();
    await clock.advance(0);
    expect(valueOf(sync.enqueueReceipt(sampleReceipt('eins', 'a.pdf')))).toMatchObject({
      id: first.id,
      state: 'confirmed',
    });
    const other = valueOf(sync.enqueueReceipt(sampleReceipt('zwei', 'a.pdf')));
    await clock.advance(0);
    expect(other.id).not.toBe(first.id);
    expect(lexware.callsOf('uploadFile')).toHaveLength(2);
    expect(valueOf(store.operations.list())).toHaveLength(2);
  });

  it('that was refused is sent anew by a retry, or when it is added again', async () => {
    const { sync, clock, lexware, state } = bench();
    lexware.faults.uploadFile = ['refused', 'refused'];
    const { id } = valueOf(sync.enqueueReceipt(sampleReceipt('eins')));
    sync.start();
    await clock.advance(0);
    expect(state(id)).toBe('rejected');
    valueOf(sync.retry(id));
    await clock.advance(0);
    expect(state(id)).toBe('rejected');
    expect(valueOf(sync.enqueueReceipt(sampleReceipt('eins')))).toMatchObject({ id, state: 'queued' });
    await clock.advance(0);
    expect(state(id)).toBe('confirmed');
  });
});

describe('what is taken in as a receipt', () => {
  it.each<[string, string, Uint8Array]>([
    ['a.pdf', 'application/pdf', startingWith('%PDF-1.7')],
    ['A.PDF', 'application/pdf', startingWith('\n\n%PDF-1.4', maxBytes)],
    ['a.jpg', 'image/jpeg', startingWith([0xff, 0xd8, 0xff])],
    ['a.jpeg', 'image/jpeg', startingWith([0xff, 0xd8, 0xff])],
    ['a.png', 'image/png', startingWith([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ['a.xml', 'application/xml', startingWith('<?xml')],
    ['a.xml', 'text/xml', startingWith([0xef, 0xbb, 0xbf, 0x0a, 0x3c])],
  ])('%s as %s', (fileName, mediaType, bytes) => {
    const { sync } = bench();
    expect(sync.enqueueReceipt({ fileName, mediaType, bytes }).ok).toBe(true);
  });

  it.each<[string, string, string, Uint8Array]>([
    ['receipt_too_large', 'a.pdf', 'application/pdf', startingWith('%PDF-', maxBytes + 1)],
    ['receipt_not_accepted', 'a.pdf', 'application/pdf', new Uint8Array()],
    ['receipt_not_accepted', 'a', 'application/pdf', startingWith('%PDF-')],
    ['receipt_not_accepted', '', 'application/pdf', startingWith('%PDF-')],
    ['receipt_not_accepted', 'a.png', 'application/pdf', startingWith('%PDF-')],
    ['receipt_not_accepted', 'a.pdf', 'image/png', startingWith('%PDF-')],
    ['receipt_not_accepted', 'a.pdf', 'application/pdf', startingWith('<html>')],
    ['receipt_not_accepted', 'a.jpg', 'image/jpeg', startingWith('GIF89a')],
    ['receipt_not_accepted', 'a.docx', 'application/pdf', startingWith('PK')],
    ['receipt_not_accepted', 'a.xml', 'application/xml', startingWith('kein XML')],
  ])('is not: %s, %s as %s', (code, fileName, mediaType, bytes) => {
    const { sync, store } = bench();
    expect(codeOf(sync.enqueueReceipt({ fileName, mediaType, bytes }))).toBe(code);
    expect(valueOf(store.operations.list())).toEqual([]);
    expect(store.receipts.find(contentHash(bytes))).toBe(null);
  });

  it('has a name without folders, control characters and halves of characters', () => {
    const { sync } = bench();
    const { bytes, mediaType } = sampleReceipt('eins');
    const fileName = `C:\\Belege\\../a\u0000b\r\n\ud800${'x'.repeat(300)}.pdf`;
    const { title } = valueOf(sync.enqueueReceipt({ fileName, mediaType, bytes }));
    expect(title).toMatch(/^[\w]{0,196}x+\.pdf$/);
    expect(title).toHaveLength(200);
    const short = valueOf(sync.enqueueReceipt({ ...sampleReceipt('zwei'), fileName: '/tmp/a\u0000\ud800.pdf' }));
    expect(short.title).toBe('a__.pdf');
  });
});
