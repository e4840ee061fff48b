import { appError, type AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { LexwareFile } from '../lexware/api.ts';

/** Lexware's largest file, inclusive (API reference 4.13). Bytes. */
const maxBytes = 5_242_880;

interface Kind {
  mediaTypes: readonly string[];
  /** Of the file's name. */
  endings: RegExp;
  /** Whether such a file begins so; bytes as Latin-1. */
  begins: (head: string) => boolean;
}

/** What Lexware takes (API reference 4.13): the media type, the endings of its names, and how such a file begins. */
const kinds: readonly Kind[] = [
  { mediaTypes: ['application/pdf'], endings: /\.pdf$/i, begins: (head) => head.includes('%PDF-') },
  { mediaTypes: ['image/jpeg'], endings: /\.jpe?g$/i, begins: (head) => head.startsWith('\xff\xd8\xff') },
  { mediaTypes: ['image/png'], endings: /\.png$/i, begins: (head) => head.startsWith('\x89PNG\r\n\x1a\n') },
  {
    mediaTypes: ['application/xml', 'text/xml'],
    endings: /\.xml$/i,
    begins: (head) => /^(\u00ef\u00bb\u00bf)?\s*</.test(head),
  },
];

/**
 * Checks a receipt before it is taken in, so that nothing is promised that Lexware would refuse.
 * @returns the file with a name that can be stored and sent; `receipt_too_large`, `receipt_not_accepted` (empty, of
 *   another kind, or named as what it is not)
 */
export function checkReceipt(file: LexwareFile): Result<LexwareFile, AppError> {
  if (file.bytes.byteLength > maxBytes) return fail(appError('receipt_too_large'));
  const fileName = storableName(file.fileName);
  const head = Buffer.from(file.bytes.subarray(0, 1024)).toString('latin1');
  const kind = kinds.find(({ mediaTypes }) => mediaTypes.includes(file.mediaType));
  const isAccepted = kind !== undefined && kind.endings.test(fileName) && kind.begins(head);
  return isAccepted ? ok({ ...file, fileName }) : fail(appError('receipt_not_accepted'));
}

/** Without control characters, halves of characters and folders; at most 200 characters, the ending kept. */
function storableName(name: string): string {
  const plain = name.replace(/^.*[/\\]/, '').replace(/[\p{Cc}\p{Cs}]/gu, '_');
  return plain.length <= 200 ? plain : plain.slice(-200).replace(/^\p{Cs}/u, '');
}
