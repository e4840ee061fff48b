import type { PDFDocumentProxy } from 'pdfjs-dist';
import { fail, ok, type Result } from '../../../domain/result.ts';
import { limits } from '../limits.ts';

/** A file inside a PDF, as the PDF names it. */
export interface PdfAttachment {
  name: string;
  description: string | null;
  content: Uint8Array;
}

interface FileSpecification {
  filename?: unknown;
  description?: unknown;
}

/**
 * The files that a PDF carries, in the PDF's order. What cannot be decoded is left out.
 * @returns at most `limits.pdfAttachments`; `too_much_memory` when they are larger than `limits.pdfAttachmentBytes` together
 */
export async function readAttachments(document: PDFDocumentProxy): Promise<Result<PdfAttachment[], 'too_much_memory'>> {
  const found: unknown = await document.getAttachments();
  const entries = found instanceof Map ? [...(found as Map<string, FileSpecification>)] : [];
  const attachments: PdfAttachment[] = [];
  let total = 0;
  for (const [key, { filename, description }] of entries.slice(0, limits.pdfAttachments)) {
    const content = await readContent(document, key);
    if (content === null) continue;
    total += content.byteLength;
    if (total > limits.pdfAttachmentBytes) return fail('too_much_memory');
    attachments.push({ name: textOf(filename) ?? key, description: textOf(description), content });
  }
  return ok(attachments);
}

async function readContent(document: PDFDocumentProxy, key: string): Promise<Uint8Array | null> {
  try {
    const content: unknown = await document.getAttachmentContent(key);
    return content instanceof Uint8Array ? content : null;
  } catch {
    return null;
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, limits.textLength) : null;
}
