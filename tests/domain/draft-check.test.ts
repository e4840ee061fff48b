import { describe, expect, it } from 'vitest';
import { checkDraft, draftFindingCodes } from '../../domain/draft-check.ts';
import type { DraftLine, InvoiceDraft, PricedLine } from '../../domain/invoice-draft.ts';
import { newDraft, newLine, newTextLine } from '../../domain/new-draft.ts';
import { allowedTaxTypes, type TaxProfile } from '../../domain/tax.ts';

const id = '00000000-0000-4000-8000-000000000001';
const usual: TaxProfile = { taxType: 'net', smallBusiness: false };
const address = {
  name: 'Hafenbäckerei Lüders',
  supplement: '',
  street: 'Schuppenweg 12',
  zip: '24159',
  city: 'Kiel',
  countryCode: 'DE',
};

function goodLine(change: Partial<Omit<PricedLine, 'type'>> = {}): DraftLine {
  return { ...newLine(id, 'net'), name: 'Wartung', unitName: 'Stunde', unitPrice: '95', ...change, type: 'custom' };
}

function good(change: Partial<InvoiceDraft> = {}): InvoiceDraft {
  return {
    ...newDraft({ id, today: '2026-11-23', taxType: 'net', language: 'de' }),
    recipient: { kind: 'oneTime', ...address },
    lineItems: [goodLine()],
    ...change,
  };
}

function found(draft: InvoiceDraft, profile = usual): string[] {
  return checkDraft(draft, profile).map(({ field, code }) => `${field}: ${code}`);
}

const contact = { kind: 'contact', contactId: id, ...address } as const;
const oneTime = (change: Partial<typeof address>) =>
  ({ recipient: { kind: 'oneTime', ...address, ...change } }) as const;
const shipping = (type: InvoiceDraft['shipping']['type'], date: string | null, endDate: string | null = null) => ({
  shipping: { type, date, endDate },
});

describe('drafts without findings', () => {
  it.each<[string, InvoiceDraft]>([
    ['a one-time address', good()],
    ['a contact', good({ recipient: contact })],
    ['a contact whose address Lexware fills', good({ recipient: { ...contact, street: '', zip: '', city: '' } })],
    ['a foreign address without postcode', good(oneTime({ countryCode: 'IE', zip: '' }))],
    ['a period of one day', good(shipping('serviceperiod', '2026-11-01', '2026-11-01'))],
    ['no supply date where none is meant', good(shipping('none', null))],
    ['a line for free', good({ lineItems: [goodLine({ unitPrice: '0' })] })],
    [
      'a text line with only a description',
      good({ lineItems: [goodLine(), { ...newTextLine(id), description: 'x' }] }),
    ],
    ['a discount of everything', good({ totalDiscount: { kind: 'absolute', cents: 9500 } })],
    [
      'reverse charge to a contact',
      good({ recipient: contact, taxType: 'constructionService13b', lineItems: [goodLine({ taxRatePercentage: 0 })] }),
    ],
    ['texts at their limit', good({ title: 'x'.repeat(25), introduction: 'x'.repeat(2000), remark: 'x'.repeat(2000) })],
  ])('%s', (_name, draft) => {
    expect(found(draft)).toEqual([]);
  });
});

describe('findings', () => {
  it.each<[InvoiceDraft, string[]]>([
    [good({ recipient: { kind: 'none' } }), ['recipient: recipient_missing']],
    [good(oneTime({ name: '  ' })), ['recipient.name: recipient_name_missing']],
    [good(oneTime({ street: '' })), ['recipient.street: recipient_street_missing']],
    [good(oneTime({ zip: '' })), ['recipient.zip: recipient_zip_missing']],
    [good(oneTime({ city: '' })), ['recipient.city: recipient_city_missing']],
    [good(oneTime({ countryCode: '' })), ['recipient.countryCode: recipient_country_missing']],
    [good({ recipient: { ...contact, name: '' } }), ['recipient.name: recipient_name_missing']],
    [good({ voucherDate: '' }), ['voucherDate: voucher_date_missing']],
    [good(shipping('service', null)), ['shipping.date: supply_date_missing']],
    [good(shipping('delivery', null)), ['shipping.date: supply_date_missing']],
    [
      good(shipping('deliveryperiod', null)),
      ['shipping.date: supply_date_missing', 'shipping.endDate: supply_end_missing'],
    ],
    [good(shipping('serviceperiod', '2026-11-01')), ['shipping.endDate: supply_end_missing']],
    [good(shipping('serviceperiod', '2026-11-02', '2026-11-01')), ['shipping.endDate: supply_end_before_start']],
    [good({ lineItems: [] }), ['lineItems: lines_missing']],
    [good({ lineItems: [{ ...newTextLine(id), name: 'nur Text' }] }), ['lineItems: lines_missing']],
    [good({ lineItems: Array.from({ length: 301 }, () => goodLine()) }), ['lineItems: too_many_lines']],
    [good({ lineItems: [goodLine(), newTextLine(id)] }), ['lineItems.1.name: line_text_empty']],
    [good({ lineItems: [goodLine({ name: '' })] }), ['lineItems.0.name: line_name_missing']],
    [good({ lineItems: [goodLine({ quantity: '' })] }), ['lineItems.0.quantity: line_quantity_missing']],
    [good({ lineItems: [goodLine({ quantity: '0.00' })] }), ['lineItems.0.quantity: line_quantity_missing']],
    [good({ lineItems: [goodLine({ unitName: '' })] }), ['lineItems.0.unitName: line_unit_missing']],
    [good({ lineItems: [goodLine({ unitPrice: '' })] }), ['lineItems.0.unitPrice: line_price_missing']],
    [
      good({ lineItems: [goodLine({ discountPercentage: '101' })] }),
      ['lineItems.0.discountPercentage: line_discount_invalid'],
    ],
    [
      good({ lineItems: [goodLine({ quantity: '9999999999', unitPrice: '9999999999' })] }),
      ['lineItems.0.unitPrice: line_amount_too_large'],
    ],
    [good({ lineItems: [goodLine({ name: 'x'.repeat(256) })] }), ['lineItems.0.name: text_too_long']],
    [good({ totalDiscount: { kind: 'absolute', cents: 9501 } }), ['totalDiscount: discount_exceeds_total']],
    [good({ totalDiscount: { kind: 'absolute', cents: -1 } }), ['totalDiscount: discount_invalid']],
    [good({ totalDiscount: { kind: 'percentage', percent: '100.01' } }), ['totalDiscount: discount_invalid']],
    [good({ taxType: 'vatfree' }), ['lineItems.0.taxRatePercentage: line_rate_not_zero']],
    [
      good({ taxType: 'externalService13b', lineItems: [goodLine({ taxRatePercentage: 0 })] }),
      ['recipient: contact_required'],
    ],
    [good({ title: 'x'.repeat(26) }), ['title: text_too_long']],
    [good({ introduction: 'x'.repeat(2001) }), ['introduction: text_too_long']],
    [good({ remark: 'x'.repeat(2001) }), ['remark: text_too_long']],
  ])('case %#', (draft, expected) => {
    expect(found(draft)).toEqual(expected);
  });

  it.each<TaxProfile>([
    { taxType: 'vatfree', smallBusiness: false },
    { taxType: 'net', smallBusiness: true },
  ])('lets %o use vat-free documents only', (profile) => {
    expect(found(good(), profile)).toEqual(['taxType: tax_type_not_allowed']);
    expect(allowedTaxTypes(profile)).toEqual(['vatfree']);
    expect(found(good({ taxType: 'vatfree', lineItems: [goodLine({ taxRatePercentage: 0 })] }), profile)).toEqual([]);
  });

  it('has no code twice', () => {
    expect(new Set(draftFindingCodes).size).toBe(draftFindingCodes.length);
  });

  it('finds all that is missing on a new draft with an empty line', () => {
    const fresh = newDraft({ id, today: '2026-11-23', taxType: 'net', language: 'de' });
    expect(found({ ...fresh, lineItems: [newLine(id, 'net')] })).toEqual([
      'recipient: recipient_missing',
      'lineItems.0.name: line_name_missing',
      'lineItems.0.unitName: line_unit_missing',
      'lineItems.0.unitPrice: line_price_missing',
    ]);
  });
});
