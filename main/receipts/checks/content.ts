import Big from 'big.js';
import type { ElectronicInvoice, ElectronicLine } from '../../../domain/electronic-invoice.ts';
import { roundHalfUp } from '../../../domain/money.ts';
import { finding, type Finding } from '../../../domain/receipt-finding.ts';
import { writeAmount } from '../values.ts';

/** Up to this gross amount an invoice needs neither tax number nor day of supply (§ 33 UStDV), in euros. */
const smallInvoice = new Big(250);
/** Invoices about payments in advance, which have no supply yet (UNTDID 1001). */
const advanceTypes = ['386'];
/** Peppol's tolerance for a line (PEPPOL-EN16931-R120). */
const lineTolerance = new Big('0.02');

/** Statements that are well-formed and follow the rules, and still are wrong or missing in law. */
export function checkContent(invoice: ElectronicInvoice): Finding[] {
  return [
    ...invoice.lines.filter(({ role }) => role === 'detail').flatMap(checkLine),
    ...checkLaw(invoice),
    ...checkDays(invoice),
    ...invoice.payment.means.flatMap(({ iban }) => checkIban(iban)),
  ];
}

/** Quantity × price per quantity, less allowances, plus charges. */
function checkLine(line: ElectronicLine): Finding[] {
  const { quantity, netPrice, baseQuantity, amount } = line;
  const base = new Big(baseQuantity ?? 1);
  if (quantity === null || netPrice === null || amount === null || base.eq(0)) return [];
  const changes = line.allowances.reduce(
    (sum, one) => sum.plus(new Big(one.amount ?? 0).times(one.kind === 'charge' ? 1 : -1)),
    new Big(0),
  );
  const expected = roundHalfUp(new Big(quantity).times(netPrice).div(base).plus(changes));
  if (expected.minus(amount).abs().lte(lineTolerance)) return [];
  const field = `BT-131 ${line.id ?? ''}`.trim();
  return [
    finding('line_amount_differs', { severity: 'warning', field, stated: amount, expected: writeAmount(expected) }),
  ];
}

/** § 14 (4) UStG, for sellers in Germany. */
function checkLaw({ seller, taxRepresentative, totals, deliveryDate, period, ...rest }: ElectronicInvoice): Finding[] {
  const isGerman = (seller.address?.countryCode ?? 'DE') === 'DE';
  const isSmall = totals.gross !== null && new Big(totals.gross).abs().lte(smallInvoice);
  if (!isGerman || isSmall) return [];
  const taxId = seller.vatId ?? seller.taxNumber ?? taxRepresentative?.vatId ?? null;
  const hasDay =
    deliveryDate !== null ||
    period !== null ||
    rest.taxPointDate !== null ||
    rest.lines.some((line) => line.period !== null) ||
    advanceTypes.includes(rest.typeCode ?? '');
  return [
    ...(taxId !== null ? [] : [finding('tax_number_missing', { rule: '§ 14 (4) 2 UStG', field: 'BT-31' })]),
    ...(hasDay
      ? []
      : [finding('supply_date_missing', { severity: 'warning', rule: '§ 14 (4) 6 UStG', field: 'BT-72' })]),
  ];
}

function checkDays({ issueDate, dueDate }: ElectronicInvoice): Finding[] {
  if (issueDate === null || dueDate === null || dueDate >= issueDate) return [];
  return [finding('due_before_issue', { severity: 'warning', field: 'BT-9', stated: dueDate, expected: issueDate })];
}

/** Check digits of an IBAN (ISO 13616); what does not look like one may be another kind of account. */
function checkIban(account: string | null): Finding[] {
  const iban = (account ?? '').replace(/\s/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return [];
  const digits = (iban.slice(4) + iban.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  if (BigInt(digits) % 97n === 1n) return [];
  return [finding('iban_wrong', { severity: 'warning', field: 'BT-84', stated: account })];
}
