import { PDFDict, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';

/** The pages of a PDF with their size in points, rounded, and the bytes of the pictures on them. */
export async function imagesOfPages(
  bytes: Uint8Array,
): Promise<{ width: number; height: number; pictures: Uint8Array[] }[]> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  return document.getPages().map((page) => {
    const objects = page.node.Resources()?.lookupMaybe(PDFName.of('XObject'), PDFDict);
    const pictures = (objects?.values() ?? []).flatMap((reference) => {
      const stream = document.context.lookup(reference);
      return stream instanceof PDFRawStream ? [stream.getContents()] : [];
    });
    return { width: Math.round(page.getWidth()), height: Math.round(page.getHeight()), pictures };
  });
}
