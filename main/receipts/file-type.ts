import type { ReceiptFileType } from '../../domain/receipt.ts';
import { isMail } from './containers/mail-head.ts';
import { isArchive } from './containers/archive-head.ts';

const ascii = (text: string): number[] => Array.from(text, (sign) => sign.charCodeAt(0));
const heicBrands = ['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1', 'avif'];
/** A PDF's mark may stand anywhere in its first kilobyte (ISO 32000, annex H.3). */
const pdfMarkWithin = 1024;
/** A byte order mark and white space, then a declaration, a comment, a document type or an element. */
const xmlStart = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<(?:\?xml|!--|!DOCTYPE|[A-Za-z_][\w.:-]*[\s/>])/;
const htmlStart = /<(?:!DOCTYPE\s+html|html[\s>])/i;

/** What receipts may be packed in: an e-mail, an archive. */
export type ContainerType = 'eml' | 'zip';

/**
 * Whether a file is an e-mail or an archive, by its first bytes and never by its name. A mail is asked for before
 * `fileTypeOf`: a PDF may begin anywhere in its first kilobyte, hence also inside a mail.
 * @returns `null` for everything else, and for documents of office programs, which are archives too
 */
export function containerTypeOf(bytes: Uint8Array): ContainerType | null {
  if (isArchive(bytes)) return 'zip';
  return isMail(bytes) ? 'eml' : null;
}

/** What a file is, by its first bytes and never by its name; `null` for anything that is no receipt. */
export function fileTypeOf(bytes: Uint8Array): ReceiptFileType | null {
  if (containerTypeOf(bytes) !== null) return null;
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (startsWith(bytes, [0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a])) return 'png';
  if (startsWith(bytes, [...ascii('II'), 42, 0]) || startsWith(bytes, [...ascii('MM'), 0, 42])) return 'tiff';
  if (startsWith(bytes, ascii('RIFF')) && textAt(bytes, 8, 4) === 'WEBP') return 'webp';
  if (textAt(bytes, 4, 4) === 'ftyp' && heicBrands.includes(textAt(bytes, 8, 4))) return 'heic';
  const head = textAt(bytes, 0, pdfMarkWithin);
  if (isXml(head)) return 'xml';
  return head.includes('%PDF-') ? 'pdf' : null;
}

/** The endings that belong to a type, lower case. */
export const endingsOf: Record<ReceiptFileType, readonly string[]> = {
  pdf: ['pdf'],
  xml: ['xml'],
  jpeg: ['jpg', 'jpeg', 'jpe', 'jfif'],
  png: ['png'],
  tiff: ['tif', 'tiff'],
  webp: ['webp'],
  heic: ['heic', 'heif', 'avif'],
};

function isXml(head: string): boolean {
  const narrow = head.replaceAll('\0', '');
  return xmlStart.test(narrow) && !htmlStart.test(narrow);
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, i) => bytes[i] === byte);
}

function textAt(bytes: Uint8Array, start: number, length: number): string {
  return Buffer.from(bytes.subarray(start, start + length)).toString('latin1');
}
