import * as v from 'valibot';
import { invoiceSortKeys, type InvoiceSort, type InvoiceSortKey } from '../../domain/invoice-filter.ts';
import { noAmount } from './invoice-list.ts';

/** Where a page ended: the sort value of its last row, and its place among equals. */
export interface ListPosition {
  value: string | number;
  row: number;
}

const cursorSchema = v.strictTuple([
  v.literal(1),
  v.picklist(invoiceSortKeys),
  v.picklist(['asc', 'desc']),
  v.union([v.pipe(v.string(), v.maxLength(300)), v.pipe(v.number(), v.safeInteger(), v.minValue(noAmount))]),
  v.pipe(v.number(), v.safeInteger()),
]);

/** Writes a position for the renderer to hand back.. */
export function encodeCursor(key: InvoiceSortKey, direction: InvoiceSort['direction'], position: ListPosition): string {
  return Buffer.from(JSON.stringify([1, key, direction, position.value, position.row])).toString('base64url');
}

/** Reads a cursor of this order; `null` for anything else, whatever was sent. */
export function decodeCursor(
  text: string,
  key: InvoiceSortKey,
  direction: InvoiceSort['direction'],
): ListPosition | null {
  try {
    const parsed = v.safeParse(cursorSchema, JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (!parsed.success) return null;
    const [, ofKey, ofDirection, value, row] = parsed.output;
    const wantsNumber = key === 'totalCents' || key === 'openCents';
    const fits = ofKey === key && ofDirection === direction && (typeof value === 'number') === wantsNumber;
    return fits && !String(value).includes('\0') ? { value, row } : null;
  } catch {
    return null;
  }
}
