import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newCopyPath } from '../../../main/store/copy-files.ts';
import { contentHash, partBytes } from '../../../main/store/receipt-files.ts';
import { prepareCopy } from '../../../main/store/restore.ts';
import type { Store } from '../../../main/store/store.ts';
import { sendReceipt } from '../../../main/sync/outbox-requests.ts';
import { openStore, temporaryPlace, valueOf } from './temporary-store.ts';

const now = Date.parse('2026-09-01T08:00:00Z');
const dayMs = 86_400_000;
const times = { copiedMs: now, nowMs: now + 1_000, marginMs: 300_000 };
const pdf = (size = 100): Uint8Array => Buffer.concat([Buffer.from('%PDF-1.4 '), randomBytes(size)]);

async function keep(store: Store, fileName: string, bytes: Uint8Array): Promise<string> {
  const id = randomUUID();
  const file = { fileName, mediaType: 'application/pdf', bytes };
  const hash = contentHash(bytes);
  await store.receipts.prepare(hash, bytes);
  store.transact(() => {
    store.receipts.finish(hash, file, now);
    store.inbox.add({ id, fileName, size: bytes.byteLength, source: 'dropped', container: null }, hash, 'pdf', now);
  });
  store.inbox.setReading(id, {
    stage: 'ready',
    refusal: null,
    inspection: {
      kind: 'plain',
      reason: 'pdf_without_invoice_data',
      size: null,
      pages: 1,
      fileType: 'pdf',
      bytes: bytes.byteLength,
      attachments: [],
      findings: [],
    },
    uploadHash: null,
  });
  return id;
}

describe('receipts of a copy that is taken in', () => {
  it('come back with their bytes where they are missing, and nothing that is present changes', async () => {
    const place = temporaryPlace();
    const store = openStore(place);
    const [large, again, small] = [pdf(3 * partBytes), pdf(), pdf()];
    const lost = await keep(store, 'verloren.pdf', large);
    const former = await keep(store, 'nochmal.pdf', again);
    const removed = await keep(store, 'entfernt.pdf', pdf());
    const sent = await keep(store, 'gesendet.pdf', small);
    store.inbox.keepThumbnail(lost, new Uint8Array([1]));
    const refused = store.inbox.refuse(
      { id: randomUUID(), fileName: 'a.exe', size: 1, source: 'dropped', container: null },
      'unsupported_type',
      now,
    );
    const copy = newCopyPath(place.path, now, 'asked');
    valueOf(store.backup(copy));
    store.inbox.remove([lost, former, refused], now);
    expect(valueOf(await store.purge(now + 91 * dayMs)).receipts).toBe(3);
    expect(store.receipts.has(contentHash(large))).toBe(false);
    const present = await keep(store, 'wieder da.pdf', again);
    const later = await keep(store, 'danach.pdf', pdf());
    store.inbox.remove([removed], now);
    valueOf(sendReceipt(store, sent, now));
    valueOf(store.takeIn(valueOf(await prepareCopy(place, copy, times)), now + 2));

    const rows = new Map(valueOf(store.inbox.list({})).rows.map((row) => [row.id, row]));
    expect([...rows.keys()].sort()).toEqual([lost, removed, sent, refused, present, later].sort());
    expect(rows.get(sent)?.state).toBe('queued');
    expect(rows.get(lost)).toMatchObject({ fileName: 'verloren.pdf', state: 'ready', kind: 'plain' });
    expect(contentHash(store.receipts.find(contentHash(large))?.bytes ?? new Uint8Array())).toBe(contentHash(large));
    expect(store.inbox.inspection(lost)).not.toBe(null);
    expect(store.inbox.thumbnail(lost)).toEqual(new Uint8Array([1]));
    expect(valueOf(store.inbox.list({ search: 'verloren' })).rows.map(({ id }) => id)).toEqual([lost]);
    // Taken in once more, it changes nothing.
    valueOf(store.takeIn(valueOf(await prepareCopy(place, copy, times)), now + 3));
    expect(valueOf(store.inbox.list({})).rows).toHaveLength(6);
    store.close();
  });

  it('that were on their way are looked for before they are sent, where the copy takes the place of the data', async () => {
    const place = temporaryPlace();
    const store = openStore(place);
    const id = await keep(store, 'a.pdf', pdf());
    valueOf(sendReceipt(store, id, now));
    const copy = newCopyPath(place.path, now, 'asked');
    valueOf(store.backup(copy));
    const prepared = valueOf(await prepareCopy(place, copy, times));
    const restored = openStore(prepared);
    expect(valueOf(restored.inbox.get(id)).row.state).toBe('unknown');
    restored.close();
    store.close();
  });
});
