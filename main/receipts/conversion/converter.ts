import type { ReceiptFileType } from '../../../domain/receipt.ts';
import type { IntakeRefusal } from '../../../domain/receipt-entry.ts';
import { fail, ok, type Result } from '../../../domain/result.ts';
import type { LexwareFile } from '../../lexware/api.ts';
import { limits } from '../limits.ts';
import { createWorkerClient, type Outcome } from '../worker-client.ts';
import { conversionLimits } from './conversion-limits.ts';
import type {
  ConversionAnswer,
  ConversionPlaces,
  ConversionRequest,
  Converted,
  SourcePicture,
} from './conversion-protocol.ts';
import { mediaTypeOf, uploadName, type UploadType } from './upload-name.ts';

/** A receipt as it was dropped. */
export interface ReceiptFile {
  fileName: string;
  fileType: ReceiptFileType;
  bytes: Uint8Array;
}

export interface ConverterOptions {
  /** The worker's compiled entry, `worker.ts` of this folder. */
  workerUrl: URL;
  /** The folder of the codecs' compiled halves; `codecs/` beside the worker unless told. */
  codecs?: URL;
  /** The folder of libheif; beside the app's archive, or `libheif/` beside the worker, unless told. */
  heif?: URL;
  /** Milliseconds for one file; `conversionLimits.timeoutMs` unless told. */
  timeoutMs?: number;
}

/** Makes of receipts what Lexware takes. Originals are only read; equal input gives equal bytes. Nothing throws. */
export interface Converter {
  /**
   * The file as it can be sent: itself where Lexware takes it, with an ending that says its type; a JPEG or, for several
   * pages, a PDF of at most 5,242,880 bytes otherwise (API reference 4.13).
   * @returns `too_large` for a PDF or XML above that size, which cannot honestly be made smaller
   */
  convertForUpload(file: ReceiptFile): Promise<Result<LexwareFile, IntakeRefusal>>;
  /** One PDF with one page per picture, named after the first. `unsupported_type` for what is no picture. */
  joinImages(files: readonly ReceiptFile[]): Promise<Result<LexwareFile, IntakeRefusal>>;
  /** What can be shown: a PDF, JPEG or PNG is itself, TIFF, HEIC and WebP as they would be sent; no XML. */
  displayable(file: ReceiptFile): Promise<Result<LexwareFile, IntakeRefusal>>;
  /** Ends the worker. */
  close(): Promise<void>;
}

/** Converts one file after the other in a worker with limits of time, memory and pixels. */
export function createConverter(options: ConverterOptions): Converter {
  const { workerUrl, timeoutMs = conversionLimits.timeoutMs } = options;
  const workerData: ConversionPlaces = {
    codecs: (options.codecs ?? new URL('codecs/', workerUrl)).href,
    heif: (options.heif ?? heifFolder(workerUrl)).href,
  };
  const worker = createWorkerClient<ConversionRequest, ConversionAnswer>({
    url: workerUrl,
    limits: { ...conversionLimits, timeoutMs },
    workerData,
    isSingleUse: true,
  });

  async function convert(file: ReceiptFile): Promise<Result<LexwareFile, IntakeRefusal>> {
    const picture = pictureOf(file);
    if (picture === null) return fail('too_large');
    const outcome = await worker.ask({ kind: 'convert', picture }, [picture.bytes.buffer as ArrayBuffer]);
    return fileFrom(outcome, file.fileName);
  }

  return {
    async convertForUpload(file) {
      if (file.bytes.byteLength === 0) return fail('empty');
      if (file.bytes.byteLength > limits.fileBytes) return fail('too_large');
      const { fileType } = file;
      if (isTaken(fileType) && file.bytes.byteLength <= conversionLimits.uploadBytes) return ok(asItIs(file, fileType));
      return convert(file);
    },
    async joinImages(files) {
      const pictures = files.map(pictureOf).filter((picture) => picture !== null);
      if (pictures.length === 0 || pictures.length < files.length) return fail('unsupported_type');
      if (pictures.length > conversionLimits.pages) return fail('too_many_files');
      const transfer = pictures.map(({ bytes }) => bytes.buffer as ArrayBuffer);
      return fileFrom(await worker.ask({ kind: 'join', pictures }, transfer), files[0]?.fileName ?? '');
    },
    async displayable(file) {
      if (file.fileType === 'xml') return fail('unsupported_type');
      return isTaken(file.fileType) ? ok(asItIs(file, file.fileType)) : convert(file);
    },
    close: () => worker.close(),
  };
}

/** In a package it must be possible to exchange libheif, so it lies outside of the archive (electron-builder.yml). */
function heifFolder(workerUrl: URL): URL {
  const archive = /^(.*\/)app\.asar\//.exec(workerUrl.href)?.[1];
  return archive === undefined ? new URL('libheif/', workerUrl) : new URL('libheif/', archive);
}

function isTaken(type: ReceiptFileType): type is UploadType {
  return type in mediaTypeOf;
}

function asItIs({ fileName, bytes }: ReceiptFile, type: UploadType): LexwareFile {
  return { fileName: uploadName(fileName, type), mediaType: mediaTypeOf[type], bytes };
}

/** The worker takes over a copy, and the owner keeps the original. */
function pictureOf({ fileType, bytes }: ReceiptFile): SourcePicture | null {
  return fileType === 'pdf' || fileType === 'xml' ? null : { fileType, bytes: new Uint8Array(bytes) };
}

function fileFrom(outcome: Outcome<ConversionAnswer>, fileName: string): Result<LexwareFile, IntakeRefusal> {
  if (!outcome.ok) return fail(outcome.reason === 'inspection_failed' ? 'cannot_convert' : outcome.reason);
  const { converted } = outcome.answer;
  if (!converted.ok) return converted;
  const { type, bytes }: Converted = converted.value;
  return ok({ fileName: uploadName(fileName, type), mediaType: mediaTypeOf[type], bytes });
}
