import Big from 'big.js';
import type { ElectronicInvoice, TaxBreakdown } from '../../../domain/electronic-invoice.ts';

/** What the rules say of a VAT category (UNTDID 5305 as used in EN 16931). */
export interface Category {
  /** The middle of its rules' names: `S` in BR-S-08. */
  rules: string;
  /** Whether VAT is charged, and each rate has a breakdown of its own. */
  isTaxed: boolean;
  /** Whether a reason for charging none is needed, or must not be given. */
  reason: 'needed' | 'forbidden';
}

const categories: Record<string, Category> = {
  S: { rules: 'S', isTaxed: true, reason: 'forbidden' },
  Z: { rules: 'Z', isTaxed: false, reason: 'forbidden' },
  E: { rules: 'E', isTaxed: false, reason: 'needed' },
  AE: { rules: 'AE', isTaxed: false, reason: 'needed' },
  K: { rules: 'IC', isTaxed: false, reason: 'needed' },
  G: { rules: 'G', isTaxed: false, reason: 'needed' },
  O: { rules: 'O', isTaxed: false, reason: 'needed' },
  L: { rules: 'AF', isTaxed: true, reason: 'forbidden' },
  M: { rules: 'AG', isTaxed: true, reason: 'forbidden' },
  B: { rules: 'B', isTaxed: true, reason: 'forbidden' },
};

/** What is known of a category; `null` for a code that EN 16931 does not have. */
export function categoryOf(code: string | null): Category | null {
  return code !== null && Object.hasOwn(categories, code) ? (categories[code] ?? null) : null;
}

/** Something that is taxed: a line, an allowance or a charge. */
export interface Taxed {
  category: string | null;
  rate: string | null;
  amount: Big;
}

/** Everything that is taxed in a document, allowances as negative amounts. */
export function taxedParts({ lines, allowances }: ElectronicInvoice): Taxed[] {
  const details = lines.filter(({ role, amount }) => role === 'detail' && amount !== null);
  return [
    ...details.map(({ taxCategory, taxRate, amount }) => taxed(taxCategory, taxRate, new Big(amount ?? 0))),
    ...allowances.map(({ taxCategory, taxRate, amount, kind }) =>
      taxed(taxCategory, taxRate, new Big(amount ?? 0).times(kind === 'charge' ? 1 : -1)),
    ),
  ];
}

/** Whether a part belongs to a breakdown: by category, and by rate where VAT is charged. */
export function belongsTo(part: Taxed, breakdown: TaxBreakdown): boolean {
  if (part.category !== breakdown.category) return false;
  const isByRate = categoryOf(part.category)?.isTaxed ?? true;
  return !isByRate || new Big(part.rate ?? 0).eq(breakdown.rate ?? 0);
}

function taxed(category: string | null, rate: string | null, amount: Big): Taxed {
  return { category, rate, amount };
}
