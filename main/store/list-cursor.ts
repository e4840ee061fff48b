import * as v from 'valibot';
import { invoiceSortKeys, type InvoiceSort, type InvoiceSortKey } from '../../domain/invoice-filter.ts';
import { noAmount } from './invoice-list.ts';

/** Where a page ended: the sort value of its last row, and its place among equals. */
export interface ListPosition {
  value: string | number;
  row: number;
}

const cursorSchema = v.strictTuple([
  v.literal(2),
  v.pipe(v.string(), v.length(12)),
  v.picklist(invoiceSortKeys),
  v.picklist(['asc', 'desc']),
  v.union([v.pipe(v.string(), v.maxLength(300)), v.pipe(v.number(), v.safeInteger(), v.minValue(noAmount))]),
  v.pipe(v.number(), v.safeInteger()),
]);

/** The list that a cursor belongs to: its order, and the mark of its filter. */
export interface ListOrder {
  mark: string;
  key: InvoiceSortKey;
  direction: InvoiceSort['direction'];
}

/** Writes a position for the renderer to hand back. */
export function encodeCursor({ mark, key, direction }: ListOrder, position: ListPosition): string {
  const content = [2, mark, key, direction, position.value, position.row];
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

/** Reads a cursor of this list; `null` for anything else, whatever was sent. */
export function decodeCursor(text: string, { mark, key, direction }: ListOrder): ListPosition | null {
  try {
    const parsed = v.safeParse(cursorSchema, JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (!parsed.success) return null;
    const [, ofMark, ofKey, ofDirection, value, row] = parsed.output;
    const wantsNumber = key === 'totalCents' || key === 'openCents';
    const isOfList = ofMark === mark && ofKey === key && ofDirection === direction;
    const fits = isOfList && (typeof value === 'number') === wantsNumber;
    return fits && !String(value).includes('\0') ? { value, row } : null;
  } catch {
    return null;
  }
}
