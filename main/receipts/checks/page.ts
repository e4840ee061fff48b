import Big from 'big.js';
import type { ElectronicInvoice } from '../../../domain/electronic-invoice.ts';
import { finding, type Finding } from '../../../domain/receipt-finding.ts';

/** An amount as people write it, for telling whether the page has any. */
const anyAmount = /\d[.,]\d{2}(?!\d)/g;
/** A page with fewer amounts is a cover, a scan, or has its figures as pictures. */
const fewestAmounts = 2;

/**
 * Compares the totals and the number that the data states with what the pages show, where the pages have text. Whoever
 * reads the page must not see another amount than the one that is booked.
 * @param text text of the pages
 */
export function checkPage(invoice: ElectronicInvoice, text: string): Finding[] {
  if ((text.match(anyAmount)?.length ?? 0) < fewestAmounts) return [];
  const { gross, payable } = invoice.totals;
  const totals: [string, string | null][] = [
    ['BT-112', gross],
    ['BT-115', payable === gross || payable === '0.00' ? null : payable],
  ];
  const number = invoice.number?.replace(/\s/g, '').toLowerCase() ?? '';
  const isNumberShown = text.replace(/\s/g, '').toLowerCase().includes(number);
  return [
    ...totals
      .filter(([, stated]) => stated !== null && !showsAmount(text, stated))
      .map(([field, stated]) => finding('page_total_differs', { field, stated })),
    ...(isNumberShown
      ? []
      : [finding('page_number_differs', { severity: 'warning', field: 'BT-1', stated: invoice.number })]),
  ];
}

/** Whether a text shows an amount in any usual spelling: `1.234,56`, `1,234.56`, `1 234,56`, `1'234.56`, `1234,56`. */
export function showsAmount(text: string, amount: string): boolean {
  const [whole = '', cents = ''] = new Big(amount).abs().toFixed(2).split('.');
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, `[.,'’\\s]?`);
  const spelled = new RegExp(`(?<!\\d)(?<!\\d[.,'’])${groups}\\s?[.,]\\s?${cents}(?!\\d)(?![.,]\\d)`);
  return spelled.test(text) || spelled.test(text.replace(/\s/g, ''));
}
