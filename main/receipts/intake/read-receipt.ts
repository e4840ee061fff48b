import type { IntakeRefusal, ReceiptRow } from '../../../domain/receipt-entry.ts';
import type { LexwareFile } from '../../lexware/api.ts';
import type { ReceiptReading } from '../../store/receipts.ts';
import type { Converter } from '../conversion/converter.ts';
import type { Inspector } from '../inspector.ts';

/** What opens strangers' files: both in threads of their own, with limits. */
export interface Reader {
  inspector: Inspector;
  converter: Converter;
}

/** What was read, and what is sent where that is not the original. */
export type Read = Omit<ReceiptReading, 'uploadHash'> & { upload: LexwareFile | null };

/** Refusals by which nothing is said about the file itself: it may be sent all the same. */
const notTheFilesFault: readonly IntakeRefusal[] = ['too_slow', 'too_much_memory', 'inspection_failed'];

/**
 * Reads a kept receipt: lists a container, inspects everything else, and makes what Lexware takes of what it does not.
 * `refusal` of a receipt that is `ready` says why it cannot be sent, or was not read.
 */
export async function readReceipt(reader: Reader, row: ReceiptRow, bytes: Uint8Array): Promise<Read> {
  const { fileName, fileType } = row;
  if (fileType === null) return unreadable('unsupported_type');
  if (fileType === 'eml' || fileType === 'zip') return readContainer(reader, bytes);
  const inspection = await reader.inspector.inspect({ name: fileName, bytes });
  if (inspection.kind === 'refused') return { ...unreadable(inspection.reason), inspection };
  const converted = await reader.converter.convertForUpload({ fileName, fileType, bytes });
  if (!converted.ok) return { stage: 'ready', refusal: converted.error, inspection, upload: null };
  const upload = converted.value.bytes === bytes ? null : converted.value;
  return { stage: 'ready', refusal: null, inspection, upload };
}

/** A receipt of which nothing could be read. */
export function unreadable(refusal: IntakeRefusal): Read {
  const stage = notTheFilesFault.includes(refusal) ? 'ready' : 'refused';
  return { stage, refusal, inspection: null, upload: null };
}

async function readContainer({ inspector }: Reader, bytes: Uint8Array): Promise<Read> {
  const contents = await inspector.listContained(bytes);
  if (!contents.ok) return { stage: 'refused', refusal: contents.error, inspection: null, upload: null };
  return { stage: 'container', refusal: null, inspection: null, contents: contents.value, upload: null };
}
