import type { ReceiptRow } from '../../../domain/receipt-entry.ts';
import { fileTypeOf } from '../file-type.ts';

/** What an incoming file is, by its first bytes; `null` for what Kontor does not take. */
export function typeOfIncoming(bytes: Uint8Array, _name: string): NonNullable<ReceiptRow['fileType']> | null {
  return fileTypeOf(bytes);
}
