import type { PDFDocumentProxy } from 'pdfjs-dist';
import { ok, type Result } from '../../../domain/result.ts';
import { readAttachments, type PdfAttachment } from './attachments.ts';
import { openPdf } from './open-pdf.ts';
import { readPageText } from './page-text.ts';

export type PdfProblem = 'pdf_locked' | 'pdf_broken' | 'too_much_memory';

/** What a PDF tells, beside how it looks. */
export interface PdfReading {
  pages: number;
  attachments: PdfAttachment[];
  text: string;
  hasScripts: boolean;
  /** The profile that the metadata name (`fx:ConformanceLevel`). */
  conformanceLevel: string | null;
  /** How the embedded files relate to the page, where it is written in the clear: `Alternative`, `Data`, … */
  relationships: string[];
}

const conformance = /:ConformanceLevel(?:>|\s*=\s*["'])([^<"']{1,40})/;
const relationship = /\/AFRelationship\s*\/([A-Za-z]{1,20})/g;
const script = /\/(?:JavaScript|JS|Launch)\b/;

/**
 * Reads a PDF without drawing it.
 * @param bytes the file
 * @param wantsText whether the pages' text is needed; asked when the attachments are known
 */
export async function readPdf(
  bytes: Uint8Array,
  wantsText: (attachments: readonly PdfAttachment[]) => boolean,
): Promise<Result<PdfReading, PdfProblem>> {
  const opened = await openPdf(bytes);
  if (!opened.ok) return opened;
  const { document, close } = opened.value;
  try {
    const files = await readAttachments(document);
    if (!files.ok) return files;
    const attachments = files.value;
    const text = wantsText(attachments) ? await readPageText(document) : '';
    const inTheClear = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    return ok({
      pages: document.numPages,
      attachments,
      text,
      hasScripts: script.test(inTheClear) || (await hasScripts(document)),
      conformanceLevel: await readConformance(document),
      relationships: [...inTheClear.matchAll(relationship)].map((match) => match[1] ?? ''),
    });
  } finally {
    await close();
  }
}

async function hasScripts(document: PDFDocumentProxy): Promise<boolean> {
  try {
    return await document.hasJSActions();
  } catch {
    return false;
  }
}

async function readConformance(document: PDFDocumentProxy): Promise<string | null> {
  try {
    // Where there are none, `metadata` is null in spite of its type, which ends in the catch as well.
    const raw: unknown = (await document.getMetadata()).metadata.getRaw();
    return typeof raw === 'string' ? (conformance.exec(raw)?.[1]?.trim() ?? null) : null;
  } catch {
    return null;
  }
}
