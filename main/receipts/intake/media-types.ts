import type { ReceiptRow } from '../../../domain/receipt-entry.ts';

type FileType = NonNullable<ReceiptRow['fileType']>;

/** The media type under which a file of a type is kept. */
export const mediaTypeOf: Record<FileType, string> = {
  pdf: 'application/pdf',
  xml: 'application/xml',
  jpeg: 'image/jpeg',
  png: 'image/png',
  tiff: 'image/tiff',
  webp: 'image/webp',
  heic: 'image/heic',
  eml: 'message/rfc822',
  zip: 'application/zip',
};
