import type { ReceiptRow } from '../../../domain/receipt-entry.ts';
import { containerTypeOf, fileTypeOf } from '../file-type.ts';
import { limits } from '../limits.ts';

/**
 * What an incoming file is, by its first bytes.
 * @returns `unsupported_type` for what Kontor does not take, `too_large` for a receipt that only a container may be
 */
export function typeOfIncoming(
  bytes: Uint8Array,
): NonNullable<ReceiptRow['fileType']> | { refusal: 'unsupported_type' | 'too_large' } {
  const container = containerTypeOf(bytes);
  if (container !== null) return container;
  const type = fileTypeOf(bytes);
  if (type === null) return { refusal: 'unsupported_type' };
  return bytes.byteLength > limits.fileBytes ? { refusal: 'too_large' } : type;
}
