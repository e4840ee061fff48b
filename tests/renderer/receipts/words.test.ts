import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { intakeRefusals, receiptSources, receiptStates } from '../../../domain/receipt-entry.ts';
import { finding, findingCodes } from '../../../domain/receipt-finding.ts';
import { notAnInvoiceReasons } from '../../../domain/receipt.ts';
import {
  documentTypeText,
  paymentMeansText,
  taxCategoryText,
  unitText,
} from '../../../renderer/features/receipts/code-words.ts';
import { findingBadge } from '../../../renderer/features/receipts/finding-badges.ts';
import { findingText } from '../../../renderer/features/receipts/finding-words.ts';
import { ibanText, keyFacts, partyFacts, periodText, sumFacts } from '../../../renderer/features/receipts/reading.ts';
import { lookOf, stateLooks } from '../../../renderer/features/receipts/receipt-looks.ts';
import {
  kindText,
  nameOf,
  notAnInvoiceText,
  refusalText,
  underNameOf,
} from '../../../renderer/features/receipts/receipt-words.ts';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import { idOf } from '../sample-data.ts';
import { sampleElectronicInvoice, sampleReceipt } from './sample-receipts.ts';

beforeEach(() => setLocale('de'));
afterEach(() => setLocale('de'));

describe.each(['de', 'en'] as const)('in %s', (language) => {
  beforeEach(() => setLocale(language));

  test('every finding says what is wrong and what that means', () => {
    for (const code of findingCodes) {
      const { title, text } = findingText(finding(code), 'EUR');
      expect(title.length, code).toBeGreaterThan(8);
      expect(text.length, code).toBeGreaterThan(15);
    }
  });

  test('every finding has a word that fits a badge', () => {
    for (const code of findingCodes) {
      const word = findingBadge(code, 1);
      expect(word.length, code).toBeGreaterThan(5);
      expect(word.length, code).toBeLessThan(16);
    }
  });

  test('every refusal says why, and what to do', () => {
    const titles = intakeRefusals.map((code) => refusalText(code).title);
    expect(new Set(titles).size).toBe(intakeRefusals.length);
    for (const code of intakeRefusals) expect(refusalText(code).text.length, code).toBeGreaterThan(30);
  });

  test('every reason for being no e-invoice is explained', () => {
    for (const reason of notAnInvoiceReasons) expect(notAnInvoiceText(reason).text.length, reason).toBeGreaterThan(30);
  });

  test('every state has a word of its own', () => {
    expect(new Set(receiptStates.map((state) => stateLooks[state].word())).size).toBe(receiptStates.length);
    expect(receiptSources.length).toBe(7);
  });
});

describe('a finding', () => {
  test('tells both amounts, the rule and the field', () => {
    const text = findingText(
      finding('line_sum_differs', { rule: 'BR-CO-10', field: 'BT-106', stated: '132.00', expected: '130.00' }),
      'EUR',
    );
    expect(text.text).toMatch(/^Angegeben ist 132,00.€, richtig wäre 130,00.€\./u);
    expect(text.source).toBe('Geschäftsregel BR-CO-10 · Feld BT-106');
  });

  test('tells amounts of another currency with its code', () => {
    const text = findingText(finding('payable_differs', { stated: '1234.50', expected: '1234.05' }), 'CHF');
    expect(text.text).toContain('1.234,50\u00a0CHF');
  });

  test('tells days as days and quotes what is neither amount nor day', () => {
    const days = findingText(finding('due_before_issue', { stated: '2026-11-01', expected: '2026-11-14' }), 'EUR');
    expect(days.text).toMatch(/^Fällig am 01\.11\.2026, geschrieben am 14\.11\.2026\./u);
    const quoted = findingText(finding('amount_unreadable', { stated: '1.234,56' }), 'EUR');
    expect(quoted.text).toContain('„1.234,56“');
  });

  test('tells rates as rates', () => {
    const rates = findingText(finding('tax_not_allowed', { field: 'BT-152', stated: '19', expected: '0' }), 'EUR');
    expect(rates.text).toMatch(/^Angegeben ist 19.%, richtig wäre 0.%\./u);
    const amounts = findingText(finding('tax_not_allowed', { stated: '19.00', expected: '0.00' }), 'EUR');
    expect(amounts.text).toMatch(/^Angegeben ist 19,00.€, richtig wäre 0,00.€\./u);
    expect(findingText(finding('rate_missing', { stated: null }), 'EUR').text).toMatch(/^Für steuerpflichtige/u);
  });

  test('without values and rule says only what it means', () => {
    const text = findingText(finding('pdf_script'), null);
    expect(text.text).toMatch(/^Kontor führt es nie aus/u);
    expect(text.source).toBe('');
  });

  test('names a paragraph as it is', () => {
    expect(findingText(finding('tax_number_missing', { rule: '§ 14 (4) 2 UStG' }), null).source).toBe(
      '§ 14 (4) 2 UStG',
    );
  });
});

describe('the badge', () => {
  test.each([
    ['is ready', {}, 'Bereit'],
    ['may be there twice', { sameInvoiceAs: idOf(1) }, 'Doppelt?'],
    ['may be at Lexware already', { sameVoucherAs: idOf(1) }, 'Doppelt?'],
    [
      'is no e-invoice in law',
      { kind: 'not-an-e-invoice', findings: { format: 1, business: 0, content: 0 } },
      'Nur Beleg',
    ],
    [
      'is worse than that',
      { kind: 'not-an-e-invoice', findings: { format: 1, business: 1, content: 0 } },
      '2 Hinweise',
    ],
    [
      'has a finding',
      { findings: { format: 0, business: 1, content: 0 }, gravest: 'line_sum_differs' },
      'Summe falsch',
    ],
    ['has several', { findings: { format: 1, business: 1, content: 1 }, gravest: 'iban_wrong' }, 'IBAN falsch +2'],
    ['was read before findings had names', { findings: { format: 0, business: 1, content: 0 } }, '1 Hinweis'],
    [
      'was sent in spite of them',
      { state: 'inLexware', findings: { format: 0, business: 1, content: 0 } },
      'In Lexware',
    ],
    ['was removed', { removed: true, state: 'inLexware' }, 'Entfernt'],
  ] as const)('of one that %s', (_name, change, word) => {
    expect(lookOf(sampleReceipt(1, change)).word()).toBe(word);
  });
});

describe('a row', () => {
  test('is named by its sender, else by its file', () => {
    expect(nameOf(sampleReceipt(1))).toBe('Lieferant 1');
    expect(nameOf(sampleReceipt(1, { senderName: null }))).toBe('rechnung-1.xml');
    expect(nameOf(sampleReceipt(1, { senderName: null, fileName: '' }))).toBe('Ohne Namen');
  });

  test('says under its name what helps to tell it apart', () => {
    expect(underNameOf(sampleReceipt(1))).toBe('RE-1');
    expect(underNameOf(sampleReceipt(1, { number: null }))).toBe('rechnung-1.xml');
    const contained = { number: null, senderName: null, containerName: 'post.eml' };
    expect(underNameOf(sampleReceipt(1, contained))).toBe('aus post.eml');
    expect(underNameOf(sampleReceipt(1, { ...contained, containerName: null }))).toBe('');
  });

  test.each([
    [{}, 'XRechnung · UBL'],
    [{ format: 'ZUGFeRD 2', profile: 'EN 16931' }, 'ZUGFeRD · EN 16931'],
    [{ format: 'Factur-X', profile: null }, 'Factur-X'],
    [{ format: null, fileType: 'jpeg' }, 'Foto'],
    [{ format: null, fileType: 'eml' }, 'E-Mail'],
    [{ format: null, fileType: null }, ''],
  ] as const)('%o is %s', (change, text) => {
    expect(kindText(sampleReceipt(1, change))).toBe(text);
  });
});

describe('reading an invoice', () => {
  const valueOf = (facts: readonly { name: string; value: string }[], name: string) =>
    facts.find((fact) => fact.name === name)?.value.replaceAll('\u00a0', ' ');

  test('tells what everybody looks for first', () => {
    const facts = keyFacts(sampleElectronicInvoice());
    expect(valueOf(facts, 'Zahlbetrag')).toBe('154,70 €');
    expect(valueOf(facts, 'USt 19 %'.replace(' %', '\u00a0%'))).toBe('24,70 €');
    expect(valueOf(facts, 'IBAN')).toBe('DE02 1203 0000 0000 2020 51');
    expect(valueOf(facts, 'Brutto')).toBe('');
  });

  test('tells what was paid before, and the gross amount then', () => {
    const { totals } = sampleElectronicInvoice();
    const facts = keyFacts(sampleElectronicInvoice({ totals: { ...totals, prepaid: '54.70', payable: '100.00' } }));
    expect(valueOf(facts, 'Brutto')).toBe('154,70 €');
    expect(valueOf(facts, 'Schon gezahlt')).toBe('54,70 €');
  });

  test('keeps every decimal that the document states', () => {
    const { totals } = sampleElectronicInvoice();
    const facts = keyFacts(
      sampleElectronicInvoice({ currency: 'USD', totals: { ...totals, net: '12345678901234567.125' } }),
    );
    expect(valueOf(facts, 'Netto')).toBe('12.345.678.901.234.567,125 USD');
  });

  test('says nothing where the document says nothing', () => {
    expect(partyFacts(null)).toEqual([]);
    expect(ibanText(null)).toBe('');
    expect(periodText(null)).toBe('');
    expect(periodText({ start: '2026-10-01', end: null })).toBe('01.10.2026');
    expect(sumFacts(sampleElectronicInvoice())).toEqual([]);
  });

  test('takes allowances away and adds charges', () => {
    const one = { base: null, percent: '3', reasonCode: null, taxCategory: 'S', taxRate: '19' };
    const facts = sumFacts(
      sampleElectronicInvoice({
        allowances: [
          { ...one, kind: 'allowance', amount: '4.00', reason: 'Skonto' },
          { ...one, kind: 'charge', amount: '2.00', reason: null, percent: null },
        ],
      }),
    );
    expect(facts.map(({ value }) => value.replaceAll('\u00a0', ' '))).toEqual([
      '130,00 €',
      '−4,00 €',
      '2,00 €',
      '130,00 €',
    ]);
  });

  test('knows common codes, and shows others as they stand', () => {
    expect(documentTypeText('381')).toBe('Gutschrift');
    expect(documentTypeText('999')).toBe('Dokumentart 999');
    expect(documentTypeText(null)).toBe('');
    expect(unitText('HUR')).toBe('Std.');
    expect(unitText('constructor')).toBe('constructor');
    expect(paymentMeansText('58', null)).toBe('Überweisung');
    expect(paymentMeansText('ZZZ', 'nach Absprache')).toBe('nach Absprache');
    expect(paymentMeansText(null, null)).toBe('');
    expect(taxCategoryText('AE')).toBe('Steuerschuld beim Empfänger');
    expect(taxCategoryText('S')).toBe('');
  });
});
