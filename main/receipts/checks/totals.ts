import type { ElectronicInvoice } from '../../../domain/electronic-invoice.ts';
import type { Finding } from '../../../domain/receipt-finding.ts';
import { amountOf, compare, sumOf } from './exact.ts';

/** The sums of a document, BR-CO-10 to BR-CO-16 of EN 16931. Each compares what is stated with what its parts give. */
export function checkTotals(invoice: ElectronicInvoice): Finding[] {
  const { totals } = invoice;
  const { lines, allowances, charges, net, tax, gross, prepaid, rounding, payable } = totals;
  return [
    ...checkParts(invoice),
    ...compare({
      code: 'net_total_differs',
      rule: 'BR-CO-13',
      field: 'BT-109',
      stated: lines === null ? null : net,
      expected: amountOf(lines).minus(amountOf(allowances)).plus(amountOf(charges)),
    }),
    ...compare({
      code: 'gross_total_differs',
      rule: 'BR-CO-15',
      field: 'BT-112',
      stated: net === null ? null : gross,
      expected: amountOf(net).plus(amountOf(tax)),
    }),
    ...compare({
      code: 'payable_differs',
      rule: 'BR-CO-16',
      field: 'BT-115',
      stated: gross === null ? null : payable,
      expected: amountOf(gross).minus(amountOf(prepaid)).plus(amountOf(rounding)),
    }),
  ];
}

function checkParts({ totals, lines, allowances, taxes }: ElectronicInvoice): Finding[] {
  const details = lines.filter(({ role }) => role === 'detail');
  const ofKind = (kind: 'allowance' | 'charge') =>
    sumOf(allowances.filter((one) => one.kind === kind).map(({ amount }) => amount));
  return [
    ...compare({
      code: 'line_sum_differs',
      rule: 'BR-CO-10',
      field: 'BT-106',
      // ZUGFeRD 1 BASIC has lines without amounts.
      stated: details.some(({ amount }) => amount !== null) ? totals.lines : null,
      expected: sumOf(details.map(({ amount }) => amount)),
    }),
    ...compare({
      code: 'allowance_sum_differs',
      rule: 'BR-CO-11',
      field: 'BT-107',
      stated: totals.allowances ?? '0.00',
      expected: ofKind('allowance'),
    }),
    ...compare({
      code: 'charge_sum_differs',
      rule: 'BR-CO-12',
      field: 'BT-108',
      stated: totals.charges ?? '0.00',
      expected: ofKind('charge'),
    }),
    ...compare({
      code: 'tax_total_differs',
      rule: 'BR-CO-14',
      field: 'BT-110',
      stated: taxes.length === 0 ? null : (totals.tax ?? '0.00'),
      expected: sumOf(taxes.map(({ tax }) => tax)),
    }),
  ];
}
