import type { IsoDate } from '../../domain/primitives.ts';
import { decodeText } from './codec.ts';
import { statusFilters, type StatusFilter } from '../../domain/invoice-filter.ts';
import { listedType, noAmount, type ListTotals } from './invoice-list.ts';
import type { InvoiceScope } from './invoice-scope.ts';
import type { Sql, SqlRow } from './sql.ts';

interface Group extends ListTotals {
  status: string;
  late: boolean;
}

/** What a list says of all its rows. */
export interface Sums {
  totals: ListTotals;
  /** How many rows each chip has among the rows of the scope. */
  counts: Record<StatusFilter, number>;
  /** The row ids of the scope and the chip as a JSON array, where they are few and had to be looked for; else `null`. */
  rows: string | null;
}

const kept = 16;
/** Up to so many rows are worth being named one by one. */
export const fewRows = 3_000;

/**
 * Sums and counts of the invoice list. Of all invoices they are read from a table that triggers keep; for a narrower
 * scope one pass over its rows answers everything, and is kept until the mirror changes, since a list that is scrolled
 * asks for the same sums again and again.
 */
export class ListSums {
  readonly #sql: Sql;
  readonly #known = new Map<string, Sums>();

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** To be called whenever rows changed. */
  forget(): void {
    this.#known.clear();
  }

  /** Sums over the rows of the scope and the chip, and counts of the scope's rows by chip. */
  of(scope: InvoiceScope | null, chip: StatusFilter, today: IsoDate): Sums {
    const question = JSON.stringify([scope, chip, today]);
    const known = this.#known.get(question);
    if (known) return known;
    const sums = this.#read(scope, chip, today);
    if (this.#known.size >= kept) this.#known.clear();
    this.#known.set(question, sums);
    return sums;
  }

  #read(scope: InvoiceScope | null, chip: StatusFilter, today: IsoDate): Sums {
    if (scope === null) return sumsOf(this.#sumAll(today).map(toGroup), chip);
    if (scope.by === 'day' || scope.by === 'amount') return sumsOf(this.#sumAlongDays(scope, today).map(toGroup), chip);
    return this.#sumFound(scope, chip, today);
  }

  #sumAll(today: IsoDate): SqlRow[] {
    return this.#sql.all(
      `SELECT CAST(status AS BLOB) AS status, due_date <> '' AND due_date < ? AS late, sum(count) AS count,
         total(total) AS total, total(open) AS open
       FROM voucher_sums WHERE count > 0 GROUP BY 1, 2`,
      today,
    );
  }

  /** One pass, whose rows can be found again without looking for them anew: that costs as much as finding them. */
  #sumFound(scope: InvoiceScope, chip: StatusFilter, today: IsoDate): Sums {
    const row = this.#sql.first(foundSql(scope, chip), today, ...scope.values);
    const parts = found.map((group, index) => ({ ...group, count: Number(row?.[`count${String(index)}`] ?? 0) }));
    const count = sumBy(parts.filter((part) => isIn(chip, part)));
    return {
      totals: { count, totalCents: toSafe(Number(row?.['total'] ?? 0)), openCents: toSafe(Number(row?.['open'] ?? 0)) },
      counts: countsOf(parts),
      rows: count > 0 && count <= fewRows ? `[${decodeText(row?.['rows'])}]` : null,
    };
  }

  /** Wide scopes are read along the index that holds all that is summed, in its order, so that nothing is sorted. */
  #sumAlongDays(scope: InvoiceScope, today: IsoDate): SqlRow[] {
    // total() and not sum(): sum() fails the whole query where hostile amounts pass 64 bits.
    const sumOf = (column: string) => `total(iif(${column} > ${String(noAmount)}, ${column}, 0))`;
    return this.#sql.all(
      `SELECT CAST(status AS BLOB) AS status, due_date <> '' AND due_date < ? AS late, sum(count) AS count,
         total(total) AS total, total(open) AS open
       FROM (
         SELECT status, due_date, count(*) AS count, ${sumOf('total_key')} AS total, ${sumOf('open_key')} AS open
         FROM voucher_rows INDEXED BY voucher_rows_by_day WHERE voucher_type = '${listedType}' AND ${scope.sql}
         GROUP BY voucher_date, status, due_date
       ) GROUP BY 1, 2`,
      today,
      ...scope.values,
    );
  }
}

/** The groups that chips are made of; a status that no chip asks for belongs to the last one, which has no name. */
const found: readonly { status: string; late: boolean }[] = [
  { status: 'open', late: false },
  { status: 'open', late: true },
  { status: 'paid', late: false },
  { status: 'draft', late: false },
  { status: 'voided', late: false },
  { status: '', late: false },
];

const partSql = `CASE status WHEN 'open' THEN due_date <> '' AND due_date < ?1
  WHEN 'paid' THEN 2 WHEN 'paidoff' THEN 2 WHEN 'draft' THEN 3 WHEN 'voided' THEN 4 ELSE 5 END`;

/**
 * Counts of all groups and sums of the chip's as columns of one row: grouping would sort every row that was found, which
 * costs more than finding it. The limit keeps SQLite from working out the group of a row once for each column.
 */
function foundSql(scope: InvoiceScope, chip: StatusFilter): string {
  const parts = found.flatMap((part, index) => (isIn(chip, part) ? [index] : []));
  const ofChip = parts.length === found.length ? '' : ` FILTER (WHERE part IN (${parts.join(', ')}))`;
  const counts = found.map((_, index) => `count(*) FILTER (WHERE part = ${String(index)}) AS count${String(index)}`);
  const orNothing = (column: string): string => `iif(${column} > ${String(noAmount)}, ${column}, 0)`;
  return `SELECT ${counts.join(', ')}, total(total)${ofChip} AS total, total(open)${ofChip} AS open,
      CAST(group_concat(row)${ofChip} AS BLOB) AS rows
    FROM (
      SELECT rowid AS row, ${partSql} AS part, ${orNothing('total_key')} AS total, ${orNothing('open_key')} AS open
      FROM voucher_rows WHERE voucher_type = '${listedType}' AND ${scope.sql} LIMIT -1
    )`;
}

function sumsOf(groups: readonly Group[], chip: StatusFilter): Sums {
  const chosen = groups.filter((group) => isIn(chip, group));
  return {
    totals: {
      count: sumBy(chosen),
      totalCents: toSafe(chosen.reduce((sum, group) => sum + group.totalCents, 0)),
      openCents: toSafe(chosen.reduce((sum, group) => sum + group.openCents, 0)),
    },
    counts: countsOf(groups),
    rows: null,
  };
}

type Part = Pick<Group, 'status' | 'late' | 'count'>;

function countsOf(groups: readonly Part[]): Record<StatusFilter, number> {
  const entries = statusFilters.map((chip) => [chip, sumBy(groups.filter((group) => isIn(chip, group)))] as const);
  return Object.fromEntries(entries) as Record<StatusFilter, number>;
}

function sumBy(groups: readonly Part[]): number {
  return groups.reduce((sum, group) => sum + group.count, 0);
}

function toGroup(row: SqlRow): Group {
  return {
    status: decodeText(row['status']),
    late: row['late'] === 1,
    count: Number(row['count']),
    totalCents: Number(row['total']),
    openCents: Number(row['open']),
  };
}

function isIn(chip: StatusFilter, group: Pick<Group, 'status' | 'late'>): boolean {
  switch (chip) {
    case 'all':
      return true;
    case 'issued':
      return group.status !== 'draft' && group.status !== 'voided';
    case 'overdue':
      return group.status === 'open' && group.late;
    case 'paid':
      return group.status === 'paid' || group.status === 'paidoff';
    case 'open':
    case 'draft':
    case 'voided':
      return group.status === chip;
  }
}

/** A sum of floats as whole cents that every part can take. */
export function toSafe(cents: number): number {
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Math.round(cents)));
}
