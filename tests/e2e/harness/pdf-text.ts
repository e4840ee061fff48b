import { readAttachments } from '../../../main/receipts/pdf/attachments.ts';
import '../../../main/receipts/pdf/platform.ts';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A page of a PDF as a reader finds it. */
export interface ReadPage {
  text: string;
  /** How many pictures are painted on it. */
  images: number;
  /** In points, 72 to the inch. */
  width: number;
  height: number;
}

/** Reads all pages of a PDF. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPage[]> {
  const loading = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  const pdf = await loading.promise;
  const pages: ReadPage[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const { fnArray } = await page.getOperatorList();
    const { width, height } = page.getViewport({ scale: 1 });
    const text = items.map((item) => ('str' in item ? item.str : '')).join(' ');
    pages.push({ text, images: fnArray.filter((operator) => isPicture(operator)).length, width, height });
  }
  await loading.destroy();
  return pages;
}

function isPicture(operator: number): boolean {
  return [OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageXObjectRepeat].includes(operator);
}

/** The text of the first file that hides inside of a PDF. */
export async function attachedText(bytes: Uint8Array): Promise<string> {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const read = await readAttachments(await loading.promise);
  await loading.destroy();
  return new TextDecoder().decode(read.ok ? read.value[0]?.content : undefined);
}
