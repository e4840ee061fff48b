import type { PDFDocumentProxy } from 'pdfjs-dist';
import { limits } from '../limits.ts';

/** The text of the pages, a line break where the page has one; `''` for a scan. Long documents are read in part. */
export async function readPageText(document: PDFDocumentProxy): Promise<string> {
  const texts: string[] = [];
  let length = 0;
  for (let number = 1; number <= Math.min(document.numPages, limits.pdfPages); number++) {
    const text = await readPage(document, number);
    texts.push(text);
    length += text.length;
    if (length > limits.pdfTextLength) break;
  }
  return texts.join('\n').slice(0, limits.pdfTextLength);
}

async function readPage(document: PDFDocumentProxy, number: number): Promise<string> {
  try {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    page.cleanup();
    return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
  } catch {
    return '';
  }
}
