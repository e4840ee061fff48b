import type { ReceiptFileType } from '../../../domain/receipt.ts';
import { endingsOf } from '../file-type.ts';
import { safeFileName } from '../safe-name.ts';

/** What Lexware takes (API reference 4.13). */
export type UploadType = Extract<ReceiptFileType, 'pdf' | 'xml' | 'jpeg' | 'png'>;

/** Media types of what is sent. */
export const mediaTypeOf: Record<UploadType, string> = {
  pdf: 'application/pdf',
  xml: 'application/xml',
  jpeg: 'image/jpeg',
  png: 'image/png',
};

/** Lexware goes by the ending, and knows these. */
const accepted: Record<UploadType, readonly [string, ...string[]]> = {
  pdf: ['pdf'],
  xml: ['xml'],
  jpeg: ['jpg', 'jpeg'],
  png: ['png'],
};
const allEndings = Object.values(endingsOf).flat();

/** A name with an ending that Lexware takes for the type; a known ending of another type gives way. */
export function uploadName(fileName: string, type: UploadType): string {
  const name = safeFileName(fileName, 'receipt');
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
  if (accepted[type].includes(ending)) return name;
  const stem = allEndings.includes(ending) ? name.slice(0, dot) : name;
  return safeFileName(`${stem}.${accepted[type][0]}`, 'receipt');
}
