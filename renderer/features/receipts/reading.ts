import type { ElectronicInvoice, Party, TaxBreakdown } from '../../../domain/electronic-invoice.ts';
import type { IsoDate } from '../../../domain/primitives.ts';
import { currencySign, formatDate, formatDecimal, formatPercent } from '../../i18n/format.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { Fact } from '../documents/fact.ts';
import { documentTypeText, paymentMeansText, taxCategoryText } from './code-words.ts';

/** An amount of the invoice with its currency; empty where the document states none. */
export function amountText(amount: string | null, currency: string | null): string {
  return amount === null ? '' : `${formatDecimal(amount)}\u00a0${currencySign(currency)}`;
}

function dayText(day: IsoDate | null): string {
  return day === null ? '' : formatDate(day);
}

/** A period in days; an open end stays open. */
export function periodText(period: { start: IsoDate | null; end: IsoDate | null } | null): string {
  if (period === null) return '';
  return [dayText(period.start), dayText(period.end)].filter((day) => day !== '').join(' – ');
}

/** An IBAN in groups of four, as it is printed. */
export function ibanText(iban: string | null): string {
  return iban === null ? '' : iban.replace(/\s/gu, '').replace(/(.{4})(?=.)/gu, '$1 ');
}

function lines(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join('\n');
}

/** `19 % USt`, or why there is none. */
export function taxName({ category, rate }: Pick<TaxBreakdown, 'category' | 'rate'>): string {
  const percent = rate === null ? m.receipts_read_tax() : m.receipts_read_tax_rate({ rate: formatPercent(rate) });
  const why = taxCategoryText(category);
  return why === '' ? percent : `${percent}, ${why}`;
}

/** What everybody looks for first. */
export function keyFacts(invoice: ElectronicInvoice): Fact[] {
  const { totals, taxes, currency } = invoice;
  return [
    { name: m.receipts_read_type(), value: documentTypeText(invoice.typeCode) },
    { name: m.receipts_read_buyer(), value: invoice.buyer.name ?? '' },
    { name: m.receipts_read_net(), value: amountText(totals.net, currency) },
    ...taxes.map((tax) => ({ name: taxName(tax), value: amountText(tax.tax, currency) })),
    { name: m.receipts_read_gross(), value: totals.gross === totals.payable ? '' : amountText(totals.gross, currency) },
    { name: m.receipts_read_prepaid(), value: amountText(zeroless(totals.prepaid), currency) },
    { name: m.receipts_read_rounding(), value: amountText(zeroless(totals.rounding), currency) },
    { name: m.receipts_read_payable(), value: amountText(totals.payable, currency), strong: true },
    { name: m.receipts_read_due(), value: dayText(invoice.dueDate) },
    { name: m.receipts_read_supplied(), value: dayText(invoice.deliveryDate) || periodText(invoice.period) },
    {
      name: m.receipts_read_iban(),
      value: ibanText(invoice.payment.means.find(({ iban }) => iban !== null)?.iban ?? null),
    },
  ];
}

function zeroless(amount: string | null): string | null {
  return amount === null || Number(amount) === 0 ? null : amount;
}

/** A party with all that is known of it. */
export function partyFacts(party: Party | null): Fact[] {
  if (party === null) return [];
  const { address, contact } = party;
  const place = address === null ? '' : `${address.zip ?? ''} ${address.city ?? ''}`.trim();
  return [
    {
      name: m.receipts_read_name(),
      value: lines([party.name, party.tradingName === party.name ? null : party.tradingName]),
    },
    {
      name: m.receipts_read_address(),
      value:
        address === null
          ? ''
          : lines([...address.lines, place, address.region, address.countryCode === 'DE' ? null : address.countryCode]),
    },
    {
      name: m.receipts_read_contact(),
      value: contact === null ? '' : lines([contact.name, contact.phone, contact.email]),
    },
    { name: m.receipts_read_vat_id(), value: party.vatId ?? '' },
    { name: m.receipts_read_tax_number(), value: party.taxNumber ?? '' },
    { name: m.receipts_read_registration(), value: party.registration?.value ?? '' },
    { name: m.receipts_read_identifiers(), value: lines(party.identifiers.map(({ value }) => value)) },
    { name: m.receipts_read_electronic_address(), value: party.electronicAddress?.value ?? '' },
    { name: m.receipts_read_legal(), value: party.legalInformation ?? '' },
  ];
}

/** Tax by rate, with what it was reckoned on. */
export function taxFacts({ taxes, currency, totals }: ElectronicInvoice): Fact[] {
  return [
    ...taxes.flatMap((tax) => [
      {
        name: taxName(tax),
        value: m.receipts_read_tax_of({ tax: amountText(tax.tax, currency), base: amountText(tax.taxable, currency) }),
      },
      { name: m.receipts_read_exemption(), value: tax.exemptionReason ?? tax.exemptionCode ?? '' },
    ]),
    { name: m.receipts_read_tax_total(), value: amountText(totals.tax, currency), strong: true },
  ];
}

/** Allowances and charges on the whole document, and the sums that follow from them. */
export function sumFacts({ allowances, totals, currency }: ElectronicInvoice): Fact[] {
  if (allowances.length === 0) return [];
  return [
    { name: m.receipts_read_line_sum(), value: amountText(totals.lines, currency) },
    ...allowances.map(({ kind, amount, reason, percent }) => {
      const word = kind === 'allowance' ? m.receipts_read_allowance() : m.receipts_read_charge();
      const rate = percent === null ? '' : ` (${formatPercent(percent)})`;
      const sign = kind === 'allowance' && amount !== null && !amount.startsWith('-') ? '−' : '';
      return { name: `${reason ?? word}${rate}`, value: amount === null ? '' : sign + amountText(amount, currency) };
    }),
    { name: m.receipts_read_net(), value: amountText(totals.net, currency), strong: true },
  ];
}

/** How to pay. */
export function paymentFacts({ payment, dueDate }: ElectronicInvoice): Fact[] {
  return [
    { name: m.receipts_read_due(), value: dayText(dueDate) },
    ...payment.means.flatMap((means) => [
      { name: m.receipts_read_means(), value: paymentMeansText(means.code, means.label) },
      { name: m.receipts_read_iban(), value: ibanText(means.iban) },
      { name: m.receipts_read_account_name(), value: means.accountName ?? '' },
      { name: 'BIC', value: means.bic ?? '' },
      { name: m.receipts_read_card(), value: lines([means.cardNumber, means.cardHolder]) },
      { name: m.receipts_read_debited(), value: ibanText(means.debitedIban) },
    ]),
    { name: m.receipts_read_payment_reference(), value: payment.reference ?? '' },
    { name: m.receipts_read_terms(), value: payment.terms ?? '' },
    { name: m.receipts_read_mandate(), value: payment.mandate ?? '' },
    { name: m.receipts_read_creditor(), value: payment.creditorId ?? '' },
  ];
}

/** What the invoice refers to. */
export function referenceFacts({ references }: ElectronicInvoice): Fact[] {
  const preceding = references.precedingInvoices.map(({ number, issueDate }) =>
    [number, dayText(issueDate)].filter((part) => part !== null && part !== '').join(', '),
  );
  return [
    { name: m.receipts_read_buyer_reference(), value: references.buyerReference ?? '' },
    { name: m.receipts_read_order(), value: references.order ?? '' },
    { name: m.receipts_read_sales_order(), value: references.salesOrder ?? '' },
    { name: m.receipts_read_contract(), value: references.contract ?? '' },
    { name: m.receipts_read_project(), value: references.project ?? '' },
    { name: m.receipts_read_despatch(), value: references.despatchAdvice ?? '' },
    { name: m.receipts_read_receiving(), value: references.receivingAdvice ?? '' },
    { name: m.receipts_read_tender(), value: references.tender ?? '' },
    { name: m.receipts_read_object(), value: references.invoicedObject?.value ?? '' },
    { name: m.receipts_read_accounting(), value: references.buyerAccounting ?? '' },
    { name: m.receipts_read_preceding(), value: lines(preceding) },
  ];
}

/** What the document says of itself. */
export function formFacts(invoice: ElectronicInvoice): Fact[] {
  return [
    { name: m.receipts_read_format(), value: [invoice.format, invoice.version].filter(Boolean).join(' ') },
    { name: m.receipts_read_profile(), value: invoice.profile ?? '' },
    { name: m.receipts_read_guideline(), value: invoice.guideline ?? '' },
    { name: m.receipts_read_process(), value: invoice.process ?? '' },
    { name: m.receipts_read_tax_point(), value: dayText(invoice.taxPointDate) },
    {
      name: m.receipts_read_tax_currency(),
      value: invoice.taxCurrency === invoice.currency ? '' : (invoice.taxCurrency ?? ''),
    },
  ];
}
