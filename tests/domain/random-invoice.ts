import fc from 'fast-check';
import { taxTypes, type DraftLine, type InvoiceDraft } from '../../domain/invoice-draft.ts';
import { isVatFree } from '../../domain/tax.ts';

const id = '00000000-0000-4000-8000-000000000001';

/** `units` in units of 10^-places as decimal text without needless zeros. */
function decimalText(units: number, places: number): string {
  const digits = String(units).padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0+$/, '');
}

const decimal = (maxUnits: number, places: number) =>
  fc.integer({ min: 0, max: maxUnits }).map((units) => decimalText(units, places));

// Many round numbers (whole quantities, prices in cents) beside odd ones, since halves hide among the round ones.
const quantity = fc.oneof(fc.integer({ min: 1, max: 50 }).map(String), decimal(500_0000, 4));
const unitPrice = fc.oneof(decimal(500_00, 2), decimal(9999_9999, 4));
const percent = fc.oneof(fc.constantFrom('2', '5', '10', '12.5', '33.33', '50', '100'), decimal(100_00, 2));

const pricedLine = (rates: readonly (0 | 7 | 19)[]): fc.Arbitrary<DraftLine> =>
  fc.record({
    type: fc.constant('custom' as const),
    id: fc.constant(id),
    name: fc.constant('Leistung'),
    description: fc.constant(''),
    quantity,
    unitName: fc.constant('Stück'),
    unitPrice,
    taxRatePercentage: fc.constantFrom(...rates),
    discountPercentage: fc.oneof(fc.constant(''), percent),
  });

/** An invoice's part that decides its totals: net, gross and vat-free kinds, mixed rates, all discounts. */
export const someInvoice: fc.Arbitrary<Pick<InvoiceDraft, 'taxType' | 'lineItems' | 'totalDiscount'>> = fc
  .oneof({ weight: 4, arbitrary: fc.constantFrom('net' as const, 'gross' as const) }, fc.constantFrom(...taxTypes))
  .chain((taxType) =>
    fc.record({
      taxType: fc.constant(taxType),
      lineItems: fc.array(pricedLine(isVatFree(taxType) ? [0] : [0, 7, 19]), { minLength: 1, maxLength: 12 }),
      totalDiscount: fc.oneof(
        fc.constant({ kind: 'none' as const }),
        fc.record({ kind: fc.constant('percentage' as const), percent }),
        fc.record({ kind: fc.constant('absolute' as const), cents: fc.integer({ min: 0, max: 2000_00 }) }),
      ),
    }),
  );
