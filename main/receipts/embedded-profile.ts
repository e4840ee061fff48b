import type { InvoiceProfile } from '../../domain/electronic-invoice.ts';

const levels: Record<string, InvoiceProfile> = {
  MINIMUM: 'MINIMUM',
  BASICWL: 'BASIC WL',
  BASIC: 'BASIC',
  COMFORT: 'COMFORT',
  EN16931: 'EN 16931',
  EXTENDED: 'EXTENDED',
  XRECHNUNG: 'XRECHNUNG',
};

/** The profile that a PDF's metadata name (`ConformanceLevel`), in the model's words; `null` for none or an unknown one. */
export function profileFromMetadata(level: string | null): InvoiceProfile | null {
  const plain = (level ?? '').toUpperCase().replace(/[\s_-]/g, '');
  return Object.hasOwn(levels, plain) ? (levels[plain] ?? null) : null;
}
