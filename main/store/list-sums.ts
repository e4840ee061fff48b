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

const kept = 16;

/**
 * Sums and counts of the invoice list. Of all invoices they are read from a table that triggers keep; for a narrower
 * scope one pass over its rows answers all chips, and is kept until the mirror changes, since a list that is scrolled or
 * whose chips are tried asks for the same sums again and again.
 */
export class ListSums {
  readonly #sql: Sql;
  readonly #known = new Map<string, Group[]>();

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** To be called whenever rows changed. */
  forget(): void {
    this.#known.clear();
  }

  /** Sums over the rows of the scope and the chip. */
  totals(scope: InvoiceScope | null, chip: StatusFilter, today: IsoDate): ListTotals {
    const groups = this.#groups(scope, today).filter((group) => isIn(chip, group));
    return {
      count: groups.reduce((sum, group) => sum + group.count, 0),
      totalCents: toSafe(groups.reduce((sum, group) => sum + group.totalCents, 0)),
      openCents: toSafe(groups.reduce((sum, group) => sum + group.openCents, 0)),
    };
  }

  /** How many rows each chip has among the rows of the scope. */
  counts(scope: InvoiceScope | null, today: IsoDate): Record<StatusFilter, number> {
    const groups = this.#groups(scope, today);
    const countOf = (chip: StatusFilter) =>
      groups.reduce((sum, group) => sum + (isIn(chip, group) ? group.count : 0), 0);
    const entries = statusFilters.map((chip) => [chip, countOf(chip)] as const);
    return Object.fromEntries(entries) as Record<StatusFilter, number>;
  }

  #groups(scope: InvoiceScope | null, today: IsoDate): Group[] {
    const question = JSON.stringify([scope, today]);
    const known = this.#known.get(question);
    if (known) return known;
    const groups = scope ? this.#sumFound(scope, today) : this.#sumAll(today).map(toGroup);
    if (this.#known.size >= kept) this.#known.clear();
    this.#known.set(question, groups);
    return groups;
  }

  #sumAll(today: IsoDate): SqlRow[] {
    return this.#sql.all(
      `SELECT CAST(status AS BLOB) AS status, due_date <> '' AND due_date < ? AS late, sum(count) AS count,
         total(total) AS total, total(open) AS open
       FROM voucher_sums WHERE count > 0 GROUP BY 1, 2`,
      today,
    );
  }

  #sumFound(scope: InvoiceScope, today: IsoDate): Group[] {
    if (scope.by === 'day' || scope.by === 'amount') return this.#sumAlongDays(scope, today).map(toGroup);
    const row = this.#sql.first(
      `SELECT ${sumsApart} FROM voucher_rows WHERE voucher_type = '${listedType}' AND ${scope.sql}`,
      today,
      ...scope.values,
    );
    return found.map(({ status, late }, index) => ({
      status,
      late,
      count: Number(row?.[`count${String(index)}`] ?? 0),
      totalCents: Number(row?.[`total${String(index)}`] ?? 0),
      openCents: Number(row?.[`open${String(index)}`] ?? 0),
    }));
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
const found: readonly { status: string; late: boolean; sql: string }[] = [
  { status: 'open', late: true, sql: "status = 'open' AND due_date <> '' AND due_date < ?1" },
  { status: 'open', late: false, sql: "status = 'open' AND (due_date = '' OR due_date >= ?1)" },
  { status: 'paid', late: false, sql: "status IN ('paid', 'paidoff')" },
  { status: 'draft', late: false, sql: "status = 'draft'" },
  { status: 'voided', late: false, sql: "status = 'voided'" },
  { status: '', late: false, sql: "status NOT IN ('open', 'paid', 'paidoff', 'draft', 'voided')" },
];

/** All groups' sums as columns of one row: grouping would sort every row that was found, which costs more than finding it. */
const sumsApart = found
  .map(({ sql }, index) => {
    const sumOf = (column: string) => `total(${column}) FILTER (WHERE ${sql} AND ${column} > ${String(noAmount)})`;
    return `count(*) FILTER (WHERE ${sql}) AS count${String(index)}, ${sumOf('total_key')} AS total${String(index)},
      ${sumOf('open_key')} AS open${String(index)}`;
  })
  .join(', ');

function toGroup(row: SqlRow): Group {
  return {
    status: decodeText(row['status']),
    late: row['late'] === 1,
    count: Number(row['count']),
    totalCents: Number(row['total']),
    openCents: Number(row['open']),
  };
}

function isIn(chip: StatusFilter, group: Group): boolean {
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
