import { describe, expect, it } from 'vitest';
import { findingCodes, findingClassOf } from '../../../domain/receipt-finding.ts';
import { findingsOf, rulesOf } from './support/read.ts';
import { rightSpec, usualInput, type Spec, type SpecInput } from './support/spec.ts';
import { writeCii } from './support/write-cii.ts';
import { writeUbl } from './support/write-ubl.ts';

const usual = writeUbl(rightSpec(usualInput));
const taxed = (category: string): SpecInput => ({
  lines: [{ name: 'Montage', quantity: 3, price: 33_333, category, rate: 0 }],
});
const without = (pattern: RegExp | string): string => usual.replace(pattern, '');

/** What is taken away from a right XRechnung, and the rules that miss it. */
const missing: [string, string, string[]][] = [
  ['number', without(/<cbc:ID>RE-2026\/0815<\/cbc:ID>/), ['BR-02']],
  ['day of issue', without(/<cbc:IssueDate>.*?<\/cbc:IssueDate>/), ['BR-03']],
  ['type', without(/<cbc:InvoiceTypeCode>.*?<\/cbc:InvoiceTypeCode>/), ['BR-04']],
  ['currency', without(/<cbc:DocumentCurrencyCode>.*?<\/cbc:DocumentCurrencyCode>/), ['BR-05']],
  ['seller’s name', without(/<cbc:RegistrationName>Muster GmbH<\/cbc:RegistrationName>/), ['BR-06']],
  ['buyer’s name', without(/<cbc:RegistrationName>Kunde.*?<\/cbc:RegistrationName>/), ['BR-07']],
  ['amount due', without(/<cbc:PayableAmount.*?<\/cbc:PayableAmount>/), ['BR-15']],
  ['quantity of a line', without(/<cbc:InvoicedQuantity unitCode="C62">2<\/cbc:InvoicedQuantity>/), ['BR-22', 'BR-23']],
  ['name of a line', without(/<cbc:Name>Fachbuch<\/cbc:Name>/), ['BR-25']],
  ['price of a line', without(/<cac:Price><cbc:PriceAmount currencyID="EUR">20.00.*?<\/cac:Price>/), ['BR-26']],
  ['account', without(/<cac:PayeeFinancialAccount>.*?<\/cac:PayeeFinancialAccount>/), ['BR-61']],
  ['buyer reference', without(/<cbc:BuyerReference>.*?<\/cbc:BuyerReference>/), ['BR-DE-15']],
  ['seller’s contact', without(/<cac:Contact>.*?<\/cac:Contact>/), ['BR-DE-2']],
  ['payment means', without(/<cac:PaymentMeans>.*?<\/cac:PaymentMeans>/), ['BR-DE-1']],
  ['due date', without(/<cbc:DueDate>.*?<\/cbc:DueDate>/), ['BR-CO-25']],
];

describe('the statements of an invoice', () => {
  it('are all there in a right one', () => expect(findingsOf(usual)).toEqual([]));

  it.each(missing)('lack a %s', (_what, xml, rules) => {
    expect(xml).not.toBe(usual);
    expect(rulesOf(findingsOf(xml))).toEqual(rules);
  });

  it('name amounts and days that are none by where they stand', () => {
    const xml = usual.replace('>199.90<', '>199,90<').replace('2026-10-31', '31.10.2026');
    const unreadable = findingsOf(xml).filter(({ class: kind }) => kind === 'format');
    expect(unreadable.map(({ code, stated }) => [code, stated])).toContainEqual(['amount_unreadable', '199,90']);
    expect(unreadable.map(({ code, stated }) => [code, stated])).toContainEqual(['date_unreadable', '31.10.2026']);
  });

  it('name an amount with more than two decimals, and leave prices their decimals', () => {
    const xml = usual.replace('PriceAmount currencyID="EUR">100.00', 'PriceAmount currencyID="EUR">100.00001');
    expect(findingsOf(xml)).toEqual([]);
    expect(rulesOf(findingsOf(usual.replaceAll('>199.90<', '>199.900001<')))).toContain('BR-DEC-14');
  });

  it('name an unknown profile, as a warning where it builds on EN 16931', () => {
    const severityOf = (guideline: string): unknown =>
      findingsOf(writeCii(rightSpec(usualInput, { guideline }))).find(({ code }) => code === 'profile_unknown')
        ?.severity;
    expect(severityOf('urn:example:mine')).toBe('error');
    expect(severityOf('urn:cen.eu:en16931:2017#compliant#urn:example')).toBe('warning');
    expect(severityOf('urn:cen.eu:en16931:2017')).toBeUndefined();
  });
});

describe('VAT that is not charged', () => {
  const rules = (input: SpecInput, changes: Partial<Spec> = {}): string[] =>
    rulesOf(findingsOf(writeUbl(rightSpec(input, changes))));

  it('needs both sides’ ids for a reverse charge', () => {
    expect(rules(taxed('AE'), { buyerVatId: 'ATU12345678' })).toEqual([]);
    expect(rules(taxed('AE'))).toEqual(['BR-AE-02']);
  });

  it('needs the buyer’s id and the country for a supply within the EU', () => {
    expect(rules(taxed('K'))).toEqual(['BR-IC-02', 'BR-IC-12']);
    expect(rules(taxed('K'), { buyerVatId: 'ATU12345678' })).toEqual(['BR-IC-12']);
  });

  it('needs a reason where it is exempt, and must not give one where it is not', () => {
    const exempt = rightSpec(taxed('E'));
    exempt.taxes[0]!.reason = null;
    expect(rulesOf(findingsOf(writeCii(exempt)))).toEqual(['BR-E-10']);
    const standard = rightSpec(usualInput);
    standard.taxes[0]!.reason = 'weil';
    expect(rulesOf(findingsOf(writeCii(standard)))).toEqual(['BR-S-10']);
  });

  it('is not charged all the same', () => {
    const spec = rightSpec(taxed('E'));
    spec.taxes[0]!.rate = 19;
    spec.lines[0]!.rate = 19;
    expect(rulesOf(findingsOf(writeCii(spec)))).toEqual(['BR-E-05']);
    const zero = rightSpec({ lines: [{ name: 'a', quantity: 1, price: 100, category: 'S', rate: 0 }] });
    expect(rulesOf(findingsOf(writeCii(zero)))).toEqual(['BR-S-05']);
  });
});

describe('content', () => {
  const codes = (changes: Partial<Spec>, input = usualInput): string[] =>
    findingsOf(writeCii(rightSpec(input, changes))).map(({ code }) => code);
  const large: SpecInput = { lines: [{ ...usualInput.lines[0]!, price: 100_000 }] };

  it('wants a tax number of German sellers, but not on small amounts (§ 33 UStDV)', () => {
    expect(codes({ sellerVatId: null }, large)).toEqual(['tax_number_missing']);
    expect(codes({ sellerVatId: null })).toEqual([]);
  });

  it('wants a day of supply', () => {
    expect(codes({ deliveryDate: '' }, large)).toEqual(['supply_date_missing']);
  });

  it('notices a due date before the day of issue', () =>
    expect(codes({ dueDate: '2026-11-01' })).toEqual(['due_before_issue']));

  it('notices a line that its price does not give, beyond two cents', () => {
    const spec = rightSpec(usualInput);
    spec.lines[1]!.price += 1;
    expect(findingsOf(writeCii(spec))).toEqual([]);
    spec.lines[1]!.price += 1;
    expect(findingsOf(writeCii(spec))).toMatchObject([
      { code: 'line_amount_differs', severity: 'warning', field: 'BT-131 2', stated: '50.00', expected: '50.04' },
    ]);
  });

  it('notices wrong check digits of an IBAN', () => {
    const xml = usual.replace('DE02120300000000202051', 'DE03120300000000202051');
    expect(findingsOf(xml).map(({ code }) => code)).toEqual(['iban_wrong']);
  });
});

describe('the list of findings', () => {
  it('has a class for every code', () => {
    expect(findingCodes.length).toBeGreaterThan(40);
    expect(new Set(Object.values(findingClassOf))).toEqual(new Set(['format', 'business', 'content']));
  });
});
