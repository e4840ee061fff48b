import type { ReceiptFileType } from '../../../domain/receipt.ts';
import { imageSize } from '../image/image-size.ts';
import type { ContainedItem } from './item.ts';

/** A photo or scan of a receipt that can be read has more than this: bytes, and pixels on its long side. */
const alone = { bytes: 8 * 1024, side: 300 };
/** Phones send photos inside the text, where signatures have their logos. */
const insideText = { bytes: 50 * 1024, side: 1_000 };

/**
 * Whether a file inside a container is probably a receipt: every PDF and XML, and pictures other than logos, which are
 * small or stand in the text of a mail.
 * @param head its first bytes
 */
export function looksLikeReceipt(item: ContainedItem, type: ReceiptFileType, head: Uint8Array): boolean {
  if (type === 'pdf' || type === 'xml') return true;
  const least = item.isInline ? insideText : alone;
  if (item.bytes < least.bytes) return false;
  const size = imageSize(head, type);
  // A header longer than the head says nothing of the size; only photos have such headers.
  return size === null || Math.max(size.width, size.height) >= least.side;
}
