import type { InvoiceFilter, SavedView } from '../../../domain/invoice-filter.ts';
import { formatDate, formatMoney } from '../../i18n/format.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { Period } from './filters.ts';

/** What each period is called. */
export const periodTexts: Record<Period, () => string> = {
  thisMonth: m.invoices_period_this_month,
  lastMonth: m.invoices_period_last_month,
  thisQuarter: m.invoices_period_this_quarter,
  lastQuarter: m.invoices_period_last_quarter,
  thisYear: m.invoices_period_this_year,
  lastYear: m.invoices_period_last_year,
};

/** The days of a filter in words: `01.01.2026 – 31.03.2026`, or one open end. */
export function rangeText({ dateFrom, dateTo }: Pick<InvoiceFilter, 'dateFrom' | 'dateTo'>): string {
  if (dateFrom !== undefined && dateTo !== undefined) {
    return dateFrom === dateTo ? formatDate(dateFrom) : `${formatDate(dateFrom)} – ${formatDate(dateTo)}`;
  }
  if (dateFrom !== undefined) return m.invoices_from_day({ date: formatDate(dateFrom) });
  return dateTo === undefined ? '' : m.invoices_to_day({ date: formatDate(dateTo) });
}

/** The amounts of a filter in words. */
export function amountText({ minCents, maxCents }: Pick<InvoiceFilter, 'minCents' | 'maxCents'>): string {
  if (minCents !== undefined && maxCents !== undefined) return `${formatMoney(minCents)} – ${formatMoney(maxCents)}`;
  if (minCents !== undefined) return m.invoices_from_amount({ amount: formatMoney(minCents) });
  return maxCents === undefined ? '' : m.invoices_to_amount({ amount: formatMoney(maxCents) });
}

/** A saved view in one line under its name. */
export function viewText({ filter }: SavedView): string {
  return [filter.search ?? '', rangeText(filter), amountText(filter)].filter((part) => part !== '').join(' · ');
}
