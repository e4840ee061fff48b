import { describe, expect, it } from 'vitest';
import { openPrepared } from '../../../main/store/database.ts';
import { Documents, fileBudget } from '../../../main/store/documents.ts';
import { sampleInvoice, sampleRow } from './samples.ts';
import { memoryStore, valueOf } from './temporary-store.ts';
import { storeVouchers } from '../../../main/sync/store-vouchers.ts';

describe('kept documents', () => {
  it('come back byte for byte', () => {
    const { documents } = memoryStore();
    const invoice = sampleInvoice();
    documents.keepInvoice(invoice, 5);
    expect(documents.invoice(invoice.id)).toEqual({ invoice, fetchedMs: 5 });
    const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => i % 256);
    documents.keepFile(
      invoice.id,
      'pdf',
      { fileName: 'Rechnung_RE1.pdf', mediaType: 'application/pdf', bytes: bytes.subarray(10) },
      6,
    );
    const file = documents.file(invoice.id, 'pdf', 7);
    expect(file?.fileName).toBe('Rechnung_RE1.pdf');
    expect(Buffer.from(file?.bytes ?? []).equals(bytes.subarray(10))).toBe(true);
    expect(documents.file(invoice.id, 'xml', 7)).toBeNull();
  });

  it('are dropped when their voucher changed, and kept when it was only seen again', () => {
    const store = memoryStore();
    const row = sampleRow();
    storeVouchers(store, [row], 1);
    store.documents.keepInvoice(sampleInvoice({ id: row.id }), 5);
    storeVouchers(store, [row], 2);
    expect(store.documents.invoice(row.id)).not.toBeNull();
    storeVouchers(store, [{ ...row, status: 'paid', updatedMs: row.updatedMs + 1 }], 2);
    expect(store.documents.invoice(row.id)).toBeNull();
  });

  it('beyond a budget of 256 MiB go, least recently used first', () => {
    expect(fileBudget).toBe(256 * 1024 * 1024);
    const sql = valueOf(openPrepared({ path: ':memory:', key: null }));
    const documents = new Documents(sql, 2_560);
    const part = { fileName: 'x', mediaType: 'application/pdf', bytes: new Uint8Array(1_000) };
    const day = 86_400_000;
    documents.keepFile('a', 'pdf', part, 1);
    documents.keepFile('b', 'pdf', part, 2);
    documents.file('a', 'pdf', day + 3);
    documents.keepFile('c', 'pdf', part, day + 4);
    expect(['a', 'b', 'c'].map((id) => documents.file(id, 'pdf', day + 5) !== null)).toEqual([true, false, true]);
    sql.close();
  });

  it('are not written again each time they are looked at', () => {
    const sql = valueOf(openPrepared({ path: ':memory:', key: null }));
    const documents = new Documents(sql);
    documents.keepFile('a', 'pdf', { fileName: 'x', mediaType: 'application/pdf', bytes: new Uint8Array(9) }, 5);
    const before = sql.number('SELECT total_changes()');
    for (const minute of [1, 2, 3]) expect(documents.file('a', 'pdf', 5 + minute * 60_000)).not.toBeNull();
    expect(sql.number('SELECT total_changes()')).toBe(before);
    sql.close();
  });
});
