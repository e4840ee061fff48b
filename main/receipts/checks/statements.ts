import type { ElectronicInvoice, ElectronicLine } from '../../../domain/electronic-invoice.ts';
import { finding, type Finding } from '../../../domain/receipt-finding.ts';

/** A rule that wants a statement: its name, the business term, and whether it is there. */
type Demand = [rule: string, field: string, isStated: boolean];

/** The statements that every e-invoice needs: BR-01 to BR-26, BR-31 to BR-55 and some BR-CO of EN 16931. */
export function checkStatements(invoice: ElectronicInvoice): Finding[] {
  const demands = [
    ...headDemands(invoice),
    ...totalDemands(invoice),
    ...invoice.lines.filter(({ role }) => role === 'detail').flatMap(lineDemands),
    ...taxDemands(invoice),
    ...otherDemands(invoice),
  ];
  return [
    ...demands
      .filter(([, , isStated]) => !isStated)
      .map(([rule, field]) => finding('statement_missing', { rule, field })),
    ...checkSettlement(invoice),
    ...checkPeriods(invoice),
  ];
}

function headDemands({ seller, buyer, ...invoice }: ElectronicInvoice): Demand[] {
  return [
    ['BR-01', 'BT-24', invoice.guideline !== null],
    ['BR-02', 'BT-1', invoice.number !== null],
    ['BR-03', 'BT-2', invoice.issueDate !== null],
    ['BR-04', 'BT-3', invoice.typeCode !== null],
    ['BR-05', 'BT-5', invoice.currency !== null],
    ['BR-06', 'BT-27', seller.name !== null],
    ['BR-07', 'BT-44', buyer.name !== null],
    ['BR-08', 'BG-5', seller.address !== null],
    ['BR-09', 'BT-40', seller.address === null || seller.address.countryCode !== null],
    ['BR-10', 'BG-8', buyer.address !== null],
    ['BR-11', 'BT-55', buyer.address === null || buyer.address.countryCode !== null],
    ['BR-16', 'BG-25', invoice.lines.length > 0],
  ];
}

function totalDemands({ totals, taxCurrency, currency }: ElectronicInvoice): Demand[] {
  const wantsSecondTax = taxCurrency !== null && taxCurrency !== currency;
  return [
    ['BR-12', 'BT-106', totals.lines !== null],
    ['BR-13', 'BT-109', totals.net !== null],
    ['BR-14', 'BT-112', totals.gross !== null],
    ['BR-15', 'BT-115', totals.payable !== null],
    ['BR-53', 'BT-111', !wantsSecondTax || totals.taxInAccountingCurrency !== null],
  ];
}

function lineDemands(line: ElectronicLine): Demand[] {
  const at = (field: string) => (line.id === null ? field : `${field} ${line.id}`);
  return [
    ['BR-21', 'BT-126', line.id !== null],
    ['BR-22', at('BT-129'), line.quantity !== null],
    ['BR-23', at('BT-130'), line.unit !== null],
    ['BR-24', at('BT-131'), line.amount !== null],
    ['BR-25', at('BT-153'), line.name !== null],
    ['BR-26', at('BT-146'), line.netPrice !== null],
    ['BR-CO-04', at('BT-151'), line.taxCategory !== null],
    ...line.allowances.flatMap(({ kind, amount, reason, reasonCode }): Demand[] => [
      [kind === 'charge' ? 'BR-43' : 'BR-41', at(kind === 'charge' ? 'BT-141' : 'BT-136'), amount !== null],
      [kind === 'charge' ? 'BR-44' : 'BR-42', at('BT-139'), reason !== null || reasonCode !== null],
    ]),
  ];
}

function taxDemands({ taxes, allowances }: ElectronicInvoice): Demand[] {
  return [
    ...taxes.flatMap((tax): Demand[] => [
      ['BR-45', 'BT-116', tax.taxable !== null],
      ['BR-46', 'BT-117', tax.tax !== null],
      ['BR-47', 'BT-118', tax.category !== null],
      ['BR-48', 'BT-119', tax.rate !== null || tax.category === 'O'],
    ]),
    ...allowances.flatMap(({ kind, amount, taxCategory, reason, reasonCode }): Demand[] => [
      [kind === 'charge' ? 'BR-36' : 'BR-31', kind === 'charge' ? 'BT-99' : 'BT-92', amount !== null],
      [kind === 'charge' ? 'BR-37' : 'BR-32', kind === 'charge' ? 'BT-102' : 'BT-95', taxCategory !== null],
      [
        kind === 'charge' ? 'BR-38' : 'BR-33',
        kind === 'charge' ? 'BT-104' : 'BT-97',
        reason !== null || reasonCode !== null,
      ],
    ]),
  ];
}

function otherDemands({ payment, documents, references }: ElectronicInvoice): Demand[] {
  return [
    ...payment.means.map(({ code }): Demand => ['BR-49', 'BT-81', code !== null]),
    ...documents.map(({ id }): Demand => ['BR-52', 'BT-122', id !== null]),
    ...references.precedingInvoices.map(({ number }): Demand => ['BR-55', 'BT-25', number !== null]),
  ];
}

/** Credit transfers, of which the account must be known. */
const transferCodes = ['30', '58'];

function checkSettlement({ totals, dueDate, payment, seller }: ElectronicInvoice): Finding[] {
  const isDue = totals.payable !== null && !totals.payable.startsWith('-') && totals.payable !== '0.00';
  const hasTerms = dueDate !== null || payment.terms !== null;
  const isKnown = seller.vatId !== null || seller.registration !== null || seller.identifiers.length > 0;
  const withoutAccount = payment.means.filter(({ code, iban }) => transferCodes.includes(code ?? '') && iban === null);
  return [
    ...(isDue && !hasTerms ? [finding('payment_terms_missing', { rule: 'BR-CO-25', field: 'BT-9' })] : []),
    ...(isKnown ? [] : [finding('seller_identifier_missing', { rule: 'BR-CO-26', field: 'BT-29' })]),
    ...withoutAccount.map(() => finding('account_missing', { rule: 'BR-61', field: 'BT-84' })),
  ];
}

function checkPeriods({ period, lines }: ElectronicInvoice): Finding[] {
  const all = [
    { period, rule: 'BR-29', field: 'BG-14' },
    ...lines.map((line) => ({ period: line.period, rule: 'BR-30', field: `BG-26 ${line.id ?? ''}`.trim() })),
  ];
  return all.flatMap(({ period: one, rule, field }) => {
    const { start, end } = one ?? { start: null, end: null };
    return start !== null && end !== null && end < start ? [finding('period_reversed', { rule, field })] : [];
  });
}
