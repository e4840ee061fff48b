import type { ElectronicInvoice } from '../../../domain/electronic-invoice.ts';
import { finding, type Finding } from '../../../domain/receipt-finding.ts';

/** No amount has more than two decimals (BR-DEC-01 to BR-DEC-28); prices may. */
export function checkDecimals({ totals, taxes, lines, allowances }: ElectronicInvoice): Finding[] {
  const amounts: [rule: string, field: string, amount: string | null][] = [
    ...allowances.map(({ kind, amount }): [string, string, string | null] =>
      kind === 'charge' ? ['BR-DEC-05', 'BT-99', amount] : ['BR-DEC-01', 'BT-92', amount],
    ),
    ['BR-DEC-09', 'BT-106', totals.lines],
    ['BR-DEC-10', 'BT-107', totals.allowances],
    ['BR-DEC-11', 'BT-108', totals.charges],
    ['BR-DEC-12', 'BT-109', totals.net],
    ['BR-DEC-13', 'BT-110', totals.tax],
    ['BR-DEC-14', 'BT-112', totals.gross],
    ['BR-DEC-15', 'BT-111', totals.taxInAccountingCurrency],
    ['BR-DEC-16', 'BT-113', totals.prepaid],
    ['BR-DEC-17', 'BT-114', totals.rounding],
    ['BR-DEC-18', 'BT-115', totals.payable],
    ...taxes.map(({ taxable }): [string, string, string | null] => ['BR-DEC-19', 'BT-116', taxable]),
    ...taxes.map(({ tax }): [string, string, string | null] => ['BR-DEC-20', 'BT-117', tax]),
    ...lines.map(({ id, amount }): [string, string, string | null] => [
      'BR-DEC-23',
      `BT-131 ${id ?? ''}`.trim(),
      amount,
    ]),
  ];
  return amounts
    .filter(([, , amount]) => amount !== null && (amount.split('.')[1]?.length ?? 0) > 2)
    .map(([rule, field, stated]) => finding('too_many_decimals', { rule, field, stated }));
}
