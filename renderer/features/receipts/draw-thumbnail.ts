import { openPdf } from '../documents/pdf.ts';

/** The size of the box that a picture has to fill, in device pixels: 30 × 38 CSS px on a screen of double density. */
const box = { width: 60, height: 76 };

/** Draws the first page, or the picture, as a small PNG; `null` for what cannot be drawn. */
export async function drawThumbnail(preview: { mediaType: string; bytes: Uint8Array }): Promise<Uint8Array | null> {
  try {
    const canvas = preview.mediaType === 'application/pdf' ? await drawPage(preview.bytes) : await drawPicture(preview);
    return await pngOf(canvas);
  } catch {
    // A page that cannot be drawn has its glyph; the preview beside says what is wrong with it.
    return null;
  }
}

async function drawPage(bytes: Uint8Array): Promise<HTMLCanvasElement> {
  const pdf = await openPdf(bytes);
  try {
    const page = await pdf.getPage(1);
    const { width, height } = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({ scale: Math.max(box.width / width, box.height / height) });
    const canvas = sheet();
    await page.render({ canvas, viewport }).promise;
    return canvas;
  } finally {
    void pdf.loadingTask.destroy();
  }
}

async function drawPicture({ mediaType, bytes }: { mediaType: string; bytes: Uint8Array }): Promise<HTMLCanvasElement> {
  const picture = await createImageBitmap(new Blob([bytes.slice()], { type: mediaType }));
  const canvas = sheet();
  const scale = Math.max(box.width / picture.width, box.height / picture.height);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, picture.width * scale, picture.height * scale);
  picture.close();
  return canvas;
}

function sheet(): HTMLCanvasElement {
  return Object.assign(document.createElement('canvas'), box);
}

async function pngOf(canvas: HTMLCanvasElement): Promise<Uint8Array | null> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return blob === null ? null : new Uint8Array(await blob.arrayBuffer());
}
