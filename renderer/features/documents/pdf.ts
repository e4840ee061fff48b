import type { PDFDocumentProxy, PDFWorker } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

/** The part of the Trusted Types API that is used here; not every DOM typing knows it. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL: (url: string) => string };
}

let worker: PDFWorker | undefined;

/**
 * Starts the thread that reads PDFs. The content security policy takes a worker's address only from the policy named
 * here, and the policy makes only the one address.
 */
function startThread(): Worker {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy('kontor-worker', { createScriptURL: () => workerUrl });
  return new Worker(policy?.createScriptURL('') ?? workerUrl, { type: 'module' });
}

/**
 * Opens a PDF from bytes that came from outside: in a worker, without scripts, without fetching anything
 * but the standard fonts that ship with the app.
 *
 * @throws if the bytes are no readable PDF
 */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  // Ours, and given to each document: one that pdf.js makes itself ends with its document, and with it all others.
  worker ??= pdfjs.PDFWorker.create({ port: startThread() });
  return pdfjs.getDocument({
    worker,
    // The worker takes the buffer over; the caller's bytes stay whole.
    data: bytes.slice(),
    enableXfa: false,
    useWasm: false,
    disableAutoFetch: true,
    standardFontDataUrl: new URL('pdfjs/standard_fonts/', document.baseURI).href,
    cMapUrl: new URL('pdfjs/cmaps/', document.baseURI).href,
  }).promise;
}

/** The XML that a hybrid invoice (ZUGFeRD) carries as an attachment, as text; `null` where there is none. */
export async function xmlInPdf(bytes: Uint8Array): Promise<string | null> {
  try {
    const pdf = await openPdf(bytes);
    try {
      const found: unknown = await pdf.getAttachments();
      const names = found instanceof Map ? [...(found as Map<string, { filename?: unknown }>)] : [];
      const xml = names.find(([key, { filename }]) => /\.xml$/i.test(typeof filename === 'string' ? filename : key));
      if (xml === undefined) return null;
      const content: unknown = await pdf.getAttachmentContent(xml[0]);
      return content instanceof Uint8Array ? new TextDecoder().decode(content) : null;
    } finally {
      void pdf.loadingTask.destroy();
    }
  } catch {
    // A broken PDF has no readable XML either; the preview beside says that it is broken.
    return null;
  }
}
