import type { Overview } from '../../domain/overview.ts';
import type { IsoDate } from '../../domain/primitives.ts';
import type { VoucherListRow } from '../lexware/api.ts';
import { decode, decodeText } from './codec.ts';
import { chipCondition, listedType, noAmount } from './invoice-list.ts';
import { scopeOf } from './invoice-scope.ts';
import { ListSums, toSafe } from './list-sums.ts';
import type { Sql } from './sql.ts';
import { asOf } from './voucher-columns.ts';

/** What the overview shows of the mirror; drafts that live here are counted elsewhere. */
export type MirrorOverview = Omit<Overview, 'localDrafts'>;

/**
 * Vouchers of Lexware's bookkeeping, as against documents that were written there (API reference 4.11); said as the
 * index says it, which would not be used otherwise.
 */
const isReceipt = "voucher_type IN ('purchaseinvoice', 'purchasecreditnote', 'salesinvoice', 'salescreditnote')";
const shownDebtors = 5;
const shownReceipts = 5;
const shownMonths = 12;

const openAmount = `iif(open_key > ${String(noAmount)}, open_key, 0)`;
const totalAmount = `iif(total_key > ${String(noAmount)}, total_key, 0)`;

/**
 * The numbers of the overview, each over the very rows of the list that it leads to.
 * @param today the German day, for what is overdue and which month is this one
 */
export function readOverview(sql: Sql, today: IsoDate): MirrorOverview {
  const sums = new ListSums(sql);
  const months = readMonths(sql, today);
  const thisMonth = months.at(-1);
  const open = sums.of(null, 'open', today).totals;
  const overdue = sums.of(null, 'overdue', today).totals;
  const drafts = sums.of(null, 'draft', today).totals;
  return {
    today,
    open: { count: open.count, cents: open.openCents },
    overdue: { count: overdue.count, cents: overdue.openCents },
    lexwareDrafts: { count: drafts.count, cents: drafts.totalCents },
    thisMonth: { count: thisMonth?.count ?? 0, cents: thisMonth?.cents ?? 0 },
    months,
    debtors: readDebtors(sql, today),
    receipts: readReceipts(sql, today),
  };
}

/** The first days of the twelve months up to that of `today`, oldest first. */
export function lastMonths(today: IsoDate): string[] {
  const [year = 0, month = 0] = today.split('-').map(Number);
  return Array.from({ length: shownMonths }, (_, index) =>
    new Date(Date.UTC(year, month - shownMonths + index, 1)).toISOString().slice(0, 7),
  );
}

function readMonths(sql: Sql, today: IsoDate): Overview['months'] {
  const months = lastMonths(today);
  const scope = scopeOf({ dateFrom: `${months[0] ?? ''}-01`, dateTo: `${months.at(-1) ?? ''}-31` });
  const issued = chipCondition('issued', today);
  const rows = sql.all(
    `SELECT CAST(substr(voucher_date, 1, 7) AS BLOB) AS month, count(*) AS count, total(${totalAmount}) AS cents,
       total(${openAmount}) AS open
     FROM voucher_rows INDEXED BY voucher_rows_by_day
     WHERE voucher_type = '${listedType}' AND ${scope?.sql ?? 'TRUE'} AND ${issued.sql} GROUP BY substr(voucher_date, 1, 7)`,
    ...(scope?.values ?? []),
    ...issued.values,
  );
  const known = new Map(rows.map((row) => [decodeText(row['month']), row]));
  return months.map((month) => ({
    month,
    count: Number(known.get(month)?.['count'] ?? 0),
    cents: toSafe(Number(known.get(month)?.['cents'] ?? 0)),
    openCents: toSafe(Number(known.get(month)?.['open'] ?? 0)),
  }));
}

/** Who owes most. One-time addresses have no contact and are told apart by their name. */
function readDebtors(sql: Sql, today: IsoDate): Overview['debtors'] {
  const open = chipCondition('open', today);
  const rows = sql.all(
    `SELECT debtor.count, debtor.open, debtor.late, voucher_payloads.payload FROM (
       SELECT max(rowid) AS row, count(*) AS count, total(${openAmount}) AS open,
         total(iif(due_date <> '' AND due_date < ?, ${openAmount}, 0)) AS late
       FROM voucher_rows INDEXED BY voucher_rows_by_status
       WHERE voucher_type = '${listedType}' AND ${open.sql}
       GROUP BY contact_id, iif(contact_id = '', contact_key, '')
       HAVING open > 0 ORDER BY open DESC, row LIMIT ${String(shownDebtors)}
     ) AS debtor JOIN voucher_payloads ON voucher_payloads.rowid = debtor.row ORDER BY debtor.open DESC, debtor.row`,
    today,
    ...open.values,
  );
  return rows.map((row) => {
    const latest = decode(row['payload']) as VoucherListRow;
    return {
      contactId: latest.contactId,
      name: latest.contactName,
      count: Number(row['count']),
      openCents: toSafe(Number(row['open'])),
      overdueCents: toSafe(Number(row['late'])),
    };
  });
}

function readReceipts(sql: Sql, today: IsoDate): Overview['receipts'] {
  const rows = sql.all(
    `SELECT voucher_payloads.payload FROM voucher_rows INDEXED BY voucher_rows_receipts JOIN voucher_payloads USING (rowid)
     WHERE ${isReceipt}
     ORDER BY created_ms DESC, voucher_rows.rowid DESC LIMIT ${String(shownReceipts)}`,
  );
  return rows.map((row) => asOf(decode(row['payload']) as VoucherListRow, today));
}
