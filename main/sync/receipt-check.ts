import { appError, type AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { LexwareFile } from '../lexware/api.ts';

/** Lexware's largest file, inclusive (API reference 4.13). Bytes. */
const maxBytes = 5_242_880;

interface Kind {
  mediaTypes: readonly string[];
  /** Of the file's name. */
  endings: RegExp;
  /** The one that is given to a name that has none of these. */
  ending: string;
  /** Whether such a file begins so; bytes as Latin-1. */
  begins: (head: string) => boolean;
}

/** What Lexware takes (API reference 4.13): the media type, the endings of its names, and how such a file begins. */
const kinds: readonly Kind[] = [
  { mediaTypes: ['application/pdf'], endings: /\.pdf$/i, ending: 'pdf', begins: (head) => head.includes('%PDF-') },
  {
    mediaTypes: ['image/jpeg'],
    endings: /\.jpe?g$/i,
    ending: 'jpg',
    begins: (head) => head.startsWith('\xff\xd8\xff'),
  },
  {
    mediaTypes: ['image/png'],
    endings: /\.png$/i,
    ending: 'png',
    begins: (head) => head.startsWith('\x89PNG\r\n\x1a\n'),
  },
  {
    mediaTypes: ['application/xml', 'text/xml'],
    endings: /\.xml$/i,
    ending: 'xml',
    begins: (head) => /^(\u00ef\u00bb\u00bf)?\s*</.test(head),
  },
];

/** What is checked of a file; `head` is its first kilobyte. */
export interface CheckedFile {
  fileName: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  head: Uint8Array;
}

/**
 * Checks a receipt before it is taken in, so that nothing is promised that Lexware would refuse.
 * @returns the file with a name that can be stored and sent; `receipt_too_large`, `receipt_not_accepted` (empty, of
 *   another kind, or named as what it is not)
 */
export function checkReceipt(file: LexwareFile): Result<LexwareFile, AppError> {
  const { fileName, mediaType, bytes } = file;
  const checked = checkFile({ fileName, mediaType, size: bytes.byteLength, head: bytes.subarray(0, 1024) });
  return checked.ok ? ok({ ...file, fileName: checked.value }) : checked;
}

/** `checkReceipt` for a file whose bytes are kept already; answers the name under which it is sent. */
export function checkFile({ fileName, mediaType, size, head }: CheckedFile): Result<string, AppError> {
  if (size > maxBytes) return fail(appError('receipt_too_large'));
  const name = storableName(fileName);
  const begin = Buffer.from(head).toString('latin1');
  const kind = kinds.find(({ mediaTypes }) => mediaTypes.includes(mediaType));
  const isAccepted = kind !== undefined && kind.endings.test(name) && kind.begins(begin);
  return isAccepted ? ok(name) : fail(appError('receipt_not_accepted'));
}

/**
 * The name under which a kept file is sent: its own where the ending is one of its type, else with the type's ending,
 * since Lexware goes by that.
 */
export function sendingName(fileName: string, mediaType: string): string {
  const kind = kinds.find(({ mediaTypes }) => mediaTypes.includes(mediaType));
  if (kind === undefined || kind.endings.test(fileName)) return fileName;
  return `${fileName.slice(0, 190).replace(/\p{Cs}$/u, '') || 'receipt'}.${kind.ending}`;
}

/** Without control characters, halves of characters and folders; at most 200 characters, the ending kept. */
function storableName(name: string): string {
  const plain = name.replace(/^.*[/\\]/, '').replace(/[\p{Cc}\p{Cs}]/gu, '_');
  return plain.length <= 200 ? plain : plain.slice(-200).replace(/^\p{Cs}/u, '');
}
