import type { ReceiptFileType } from '../../../domain/receipt.ts';
import type { IntakeRefusal } from '../../../domain/receipt-entry.ts';
import type { Result } from '../../../domain/result.ts';

export type ConvertibleType = Exclude<ReceiptFileType, 'pdf' | 'xml'>;

/** A picture as it was dropped. */
export interface SourcePicture {
  fileType: ConvertibleType;
  bytes: Uint8Array;
}

/** What became of it. */
export interface Converted {
  type: 'jpeg' | 'pdf';
  bytes: Uint8Array;
}

/** What the worker is asked: one picture as it may be sent, or several as one PDF. */
export type ConversionRequest =
  { kind: 'convert'; id: number; picture: SourcePicture } | { kind: 'join'; id: number; pictures: SourcePicture[] };

export interface ConversionAnswer {
  id: number;
  converted: Result<Converted, IntakeRefusal>;
}

/** Where the worker finds its libraries, as addresses of folders. */
export interface ConversionPlaces {
  codecs: string;
  heif: string;
}
