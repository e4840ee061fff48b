import type { Codecs } from './codecs.ts';
import { layOnWhite, type Picture } from './picture.ts';
import { turnUpright, type Orientation } from './orientation.ts';
import { scaleDown } from './scale-down.ts';

/**
 * Long side in pixels, and quality, from the best to what can still be read: 2,000 pixels are 170 dpi on A4, which text
 * recognition needs.
 */
const steps = [
  { longSide: 4_000, quality: 85 },
  { longSide: 4_000, quality: 72 },
  { longSide: 3_000, quality: 72 },
  { longSide: 2_400, quality: 65 },
  { longSide: 2_000, quality: 60 },
  { longSide: 2_000, quality: 40 },
  { longSide: 2_000, quality: 25 },
] as const;
/** A strip from a till is long and narrow; its short side is what has to stay readable, in pixels. */
const shortSide = 1_000;

/**
 * A picture as JPEG of at most so many bytes, upright and on white. The same pixels give the same bytes.
 * @returns `null` where even the last step is too large
 */
export async function fitJpeg(
  codecs: Codecs,
  { picture, orientation, maxBytes }: { picture: Picture; orientation: Orientation; maxBytes: number },
): Promise<Uint8Array | null> {
  const first = shrink(layOnWhite(picture), steps[0].longSide);
  const upright = turnUpright(first, orientation);
  let current = upright;
  for (const { longSide, quality } of steps) {
    const size = sizeFor(upright, longSide);
    if (size.width !== current.width) current = shrink(upright, longSide);
    const jpeg = await codecs.encodeJpeg(current, quality);
    if (jpeg.byteLength <= maxBytes) return jpeg;
  }
  return null;
}

function shrink(picture: Picture, longSide: number): Picture {
  const { width, height } = sizeFor(picture, longSide);
  return width === picture.width && height === picture.height ? picture : scaleDown(picture, width, height);
}

function sizeFor({ width, height }: Picture, longSide: number): { width: number; height: number } {
  const scale = Math.min(1, Math.max(longSide / Math.max(width, height), shortSide / Math.min(width, height)));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
