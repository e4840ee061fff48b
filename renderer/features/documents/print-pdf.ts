import { openPdf } from './pdf.ts';
import './print.css';

/** Sharp on paper, and still within memory for a hundred pages. Dots per inch; a PDF counts 72 to the inch. */
const resolution = 150;

/**
 * Prints a PDF: every page is drawn, shown to the printer in the place of the window, and taken away again.
 * @throws if the bytes are no readable PDF
 */
export async function printPdf(bytes: Uint8Array): Promise<void> {
  const pdf = await openPdf(bytes);
  const sheet = document.createElement('div');
  sheet.className = 'print-sheet';
  sheet.ariaHidden = 'true';
  try {
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const viewport = page.getViewport({ scale: resolution / 72 });
      const canvas = document.createElement('canvas');
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      await page.render({ canvas, viewport, intent: 'print' }).promise;
      sheet.append(canvas);
    }
    document.body.append(sheet);
    const printed = new Promise((resolve) => window.addEventListener('afterprint', resolve, { once: true }));
    window.print();
    await printed;
  } finally {
    sheet.remove();
    void pdf.loadingTask.destroy();
  }
}
