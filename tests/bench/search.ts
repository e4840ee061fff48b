import type { InvoiceSortKey } from '../../domain/invoice-filter.ts';
import { searchCondition } from '../../main/store/search.ts';
import { ms, percentile, spread, timeOf, type Figure } from './figure.ts';
import { openMirror, openPeer, today, type Mirror } from './mirror.ts';

const pageRows = 100;

/**
 * A search among mirrored invoices, with page, sums and counts, against the bare statement: the full-text match joined to
 * its rows, newest first, one page. By turns, on a copy of the same file; every search is another one, so that nothing
 * kept from the last helps.
 */
export function measureSearch(mirror: Mirror, runs = 240): Figure {
  const store = openMirror(mirror);
  const peer = openPeer(mirror);
  const statement = peer.prepare(
    `SELECT payload FROM voucher_payloads JOIN (
       SELECT voucher_rows.rowid AS row FROM voucher_search JOIN voucher_rows ON voucher_rows.rowid = voucher_search.rowid
       WHERE voucher_search MATCH ? AND voucher_type = 'invoice' ORDER BY voucher_date DESC, row DESC LIMIT ${pageRows}
     ) ON rowid = row`,
  );
  const ours: number[] = [];
  const bare: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const text = mirror.searches[run % mirror.searches.length] ?? '';
    const match = searchCondition(text, 'voucher')?.values[0];
    const askOurs = () => ours.push(timeOf(() => store.vouchers.list({ search: text, limit: pageRows }, today)));
    const askBare = () => bare.push(timeOf(() => statement.all([match])));
    for (const ask of run % 2 === 0 ? [askOurs, askBare] : [askBare, askOurs]) ask();
  }
  peer.close();
  store.close();
  return {
    name: 'search',
    ratio: percentile(ours, 95) / percentile(bare, 95),
    goal: 1.5,
    goalIs: 'most',
    runs,
    behind: `Kontor ${spread(ours)}; bare FTS5 statement ${spread(bare)}`,
  };
}

const keys: readonly InvoiceSortKey[] = ['voucherDate', 'number', 'contactName', 'dueDate', 'totalCents', 'openCents'];
const pageGoalMs = 5;

/** A page of the invoice list in every order, walked down by its cursors. */
export function measureListPage(mirror: Mirror, runs = 600): Figure {
  const store = openMirror(mirror);
  const times: number[] = [];
  for (let run = 0, cursor: string | undefined; run < runs; run += 1) {
    const place = Math.floor(run / 10);
    if (run % 10 === 0) cursor = undefined;
    const sort = { key: keys[place % keys.length] ?? 'number', direction: place % 2 === 0 ? 'asc' : 'desc' } as const;
    times.push(
      timeOf(() => {
        const page = store.vouchers.list({ sort, cursor, limit: pageRows }, today);
        if (page.ok) cursor = page.value.nextCursor ?? undefined;
      }),
    );
  }
  store.close();
  return {
    name: 'list-page',
    ratio: percentile(times, 95) / pageGoalMs,
    goal: 1,
    goalIs: 'most',
    runs,
    behind: `a page of ${pageRows} rows ${spread(times)}; ${ms(pageGoalMs)} are allowed at p95`,
  };
}
