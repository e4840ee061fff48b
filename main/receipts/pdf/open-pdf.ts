import './platform.ts';
import type * as PdfJs from 'pdfjs-dist';
import { fail, ok, type Result } from '../../../domain/result.ts';

export interface OpenPdf {
  document: PdfJs.PDFDocumentProxy;
  close: () => Promise<void>;
}

/**
 * Opens a PDF for reading in this thread: no fonts, no images, no scripts, no network; the bytes are all there is.
 * @returns `pdf_locked` where a password is needed, `pdf_broken` where the file cannot be read
 */
export async function openPdf(bytes: Uint8Array): Promise<Result<OpenPdf, 'pdf_locked' | 'pdf_broken'>> {
  const { getDocument, VerbosityLevel } = await loadPdfJs();
  const task: PdfJs.PDFDocumentLoadingTask = getDocument({
    // pdf.js takes the buffer over, and the caller still needs the bytes.
    data: bytes.slice(),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
    disableFontFace: true,
    useWasm: false,
    useWorkerFetch: false,
    enableXfa: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
  });
  try {
    const document = await task.promise;
    return ok({ document, close: () => task.destroy() });
  } catch (error) {
    await task.destroy();
    return fail(error instanceof Error && error.name === 'PasswordException' ? 'pdf_locked' : 'pdf_broken');
  }
}

/** pdf.js uses this global instead of starting a worker of its own: we are in one already. */
async function loadPdfJs(): Promise<typeof PdfJs> {
  const worker: unknown = await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
  Object.assign(globalThis, { pdfjsWorker: worker });
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}
