import {
  concatTransformationMatrix,
  drawObject,
  PDFDocument,
  popGraphicsState,
  pushGraphicsState,
} from '@cantoo/pdf-lib';
import { liesOnItsSide, type Orientation } from './orientation.ts';

/** A JPEG file that becomes a page as it is. */
export interface JpegPage {
  bytes: Uint8Array;
  orientation: Orientation;
}

/** The long side of A4, in points. */
const longSide = 841.89;

/**
 * One PDF with one page per picture, each as large as fits on A4. The pictures are embedded as they are; the page turns
 * them. The same pictures give the same bytes, since no time and no chance goes in.
 */
export async function writePicturePdf(pages: readonly JpegPage[]): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  for (const { bytes, orientation } of pages) {
    const image = await document.embedJpg(bytes);
    const [width, height] = liesOnItsSide(orientation) ? [image.height, image.width] : [image.width, image.height];
    const scale = longSide / Math.max(width, height);
    const size = { width: width * scale, height: height * scale };
    const page = document.addPage([size.width, size.height]);
    const name = page.node.newXObject('Picture', image.ref);
    const matrix = matrixFor(orientation, size);
    page.pushOperators(
      pushGraphicsState(),
      concatTransformationMatrix(...matrix),
      drawObject(name),
      popGraphicsState(),
    );
  }
  return document.save({ useObjectStreams: false });
}

type Matrix = [number, number, number, number, number, number];

/** Brings the picture's square of one by one onto the page, turned as EXIF says; PDF counts upwards. */
function matrixFor(orientation: Orientation, { width, height }: { width: number; height: number }): Matrix {
  switch (orientation) {
    case 1:
      return [width, 0, 0, height, 0, 0];
    case 2:
      return [-width, 0, 0, height, width, 0];
    case 3:
      return [-width, 0, 0, -height, width, height];
    case 4:
      return [width, 0, 0, -height, 0, height];
    case 5:
      return [0, -height, -width, 0, width, height];
    case 6:
      return [0, -height, width, 0, 0, height];
    case 7:
      return [0, height, width, 0, 0, 0];
    case 8:
      return [0, height, -width, 0, width, 0];
  }
}
