import { addDays } from '../../../domain/dates.ts';
import type { InvoiceFilter, InvoiceSort, SavedView } from '../../../domain/invoice-filter.ts';
import type { IsoDate } from '../../../domain/primitives.ts';

/** Stretches of time that are asked for again and again. */
export const periods = ['thisMonth', 'lastMonth', 'thisQuarter', 'lastQuarter', 'thisYear', 'lastYear'] as const;
export type Period = (typeof periods)[number];

/** Two days, both included. */
export interface DayRange {
  dateFrom: IsoDate;
  dateTo: IsoDate;
}

/** The days of a period, seen from a day. */
export function rangeOf(period: Period, today: IsoDate): DayRange {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7)) - 1;
  const quarter = month - (month % 3);
  switch (period) {
    case 'thisMonth':
      return months(year, month, 1);
    case 'lastMonth':
      return months(year, month - 1, 1);
    case 'thisQuarter':
      return months(year, quarter, 3);
    case 'lastQuarter':
      return months(year, quarter - 3, 3);
    case 'thisYear':
      return months(year, 0, 12);
    case 'lastYear':
      return months(year - 1, 0, 12);
  }
}

/** The days of a month, `yyyy-MM`. */
export function rangeOfMonth(month: string): DayRange {
  return months(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1, 1);
}

/** The period that a filter's days are, seen from a day; `null` where they are none. */
export function periodOf({ dateFrom, dateTo }: InvoiceFilter, today: IsoDate): Period | null {
  const isSame = (range: DayRange): boolean => range.dateFrom === dateFrom && range.dateTo === dateTo;
  return periods.find((period) => isSame(rangeOf(period, today))) ?? null;
}

/** A filter without the parts that leave every invoice in. */
export function withoutEmpty(filter: InvoiceFilter): InvoiceFilter {
  const entries = Object.entries(filter).filter(([key, value]) => {
    if (value === undefined || value === '') return key === 'addressee' && value === '';
    return !(key === 'status' && value === 'all');
  });
  return Object.fromEntries(entries);
}

/** Whether a filter narrows the list by what neither the search field, nor a chip, nor the button for periods shows. */
export function isNarrowed({ contactId, addressee, minCents, maxCents }: InvoiceFilter): boolean {
  return [contactId, addressee, minCents, maxCents].some((part) => part !== undefined);
}

/** Whether a view shows what a filter and an order show. */
export function isView(view: SavedView, filter: InvoiceFilter, sort: InvoiceSort): boolean {
  const text = (of: InvoiceFilter): string => JSON.stringify(Object.entries(withoutEmpty(of)).sort());
  const isSameSort = view.sort.key === sort.key && view.sort.direction === sort.direction;
  return isSameSort && text(view.filter) === text(filter);
}

function months(year: number, month: number, count: number): DayRange {
  const first = (index: number): IsoDate => new Date(Date.UTC(year, index, 1)).toISOString().slice(0, 10);
  return { dateFrom: first(month), dateTo: addDays(first(month + count), -1) };
}
