import { firstPaintBytes } from '../lib/first-paint.mjs';
import { at } from '../lib/paths.mjs';
import { failed, passed } from './results.mjs';

/** The most that the window may load before it paints the list, bytes after gzip; the font is 48 kB of it. */
export const budget = 117_000;

/** Holds the built page to its budget. What is not needed for the list belongs behind an `import()`. */
export function checkFirstPaint() {
  const { total, files, ...parts } = firstPaintBytes(at('out/renderer'));
  if (total <= budget) return passed();
  const told = Object.entries(parts).map(([name, bytes]) => `${name} ${bytes}`);
  const detail = `${total} bytes of ${budget}: ${told.join(', ')}\n${files.join('\n')}`;
  return failed('the first paint needs more bytes than it may', detail);
}
