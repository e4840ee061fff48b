import type { VoucherListRow } from '../lexware/api.ts';
import type { Store } from '../store/store.ts';

/**
 * Stores rows of the voucherlist; part of the caller's transaction. Kept details and files of what changed are dropped,
 * since a draft may have become an invoice.
 * @returns how many rows are new or changed
 */
export function storeVouchers(store: Store, rows: readonly VoucherListRow[], generation: number): number {
  const before = new Map(rows.map((row) => [row.id, store.vouchers.find(row.id)]));
  const changed = store.vouchers.upsert(rows, generation);
  for (const row of rows) {
    const known = before.get(row.id);
    if (known && known.updatedMs !== row.updatedMs) store.documents.forget(row.id);
  }
  return changed.length;
}
