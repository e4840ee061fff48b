import type { Picture } from './picture.ts';

/**
 * Makes a picture smaller: each new pixel is the average of the area that it covers, which keeps thin strokes of text.
 * Only the new picture and two rows are held; filters with a wider reach need sixteen bytes for every pixel.
 * @param picture without transparency
 * @param width new width in pixels, at most the old one; `height` likewise
 */
export function scaleDown(picture: Picture, width: number, height: number): Picture {
  const data = new Uint8ClampedArray(width * height * 4);
  const row = new Float64Array(width * 3);
  let current = new Float64Array(width * 3);
  let next = new Float64Array(width * 3);
  const step = height / picture.height;
  for (let y = 0; y < picture.height; y++) {
    averageRow(picture, y, row, width);
    const start = y * step;
    const cell = Math.min(height - 1, Math.floor(start));
    const beyond = Math.max(0, start + step - (cell + 1));
    addRow(current, row, step - beyond);
    addRow(next, row, beyond);
    const isLast = y === picture.height - 1;
    if (!isLast && Math.floor((y + 1) * step) === cell) continue;
    writeRow(data, cell, current);
    [current, next] = [next, current.fill(0)];
  }
  return { width, height, data };
}

/** One row of the old picture in the new width, three channels a pixel. */
function averageRow({ data, width: oldWidth }: Picture, y: number, row: Float64Array, width: number): void {
  row.fill(0);
  const step = width / oldWidth;
  for (let x = 0, from = y * oldWidth * 4; x < oldWidth; x++, from += 4) {
    const start = x * step;
    const cell = Math.min(width - 1, Math.floor(start));
    const beyond = cell + 1 < width ? Math.max(0, start + step - (cell + 1)) : 0;
    for (let channel = 0; channel < 3; channel++) {
      const value = data[from + channel] ?? 0;
      const at = cell * 3 + channel;
      row[at] = (row[at] ?? 0) + value * (step - beyond);
      if (beyond > 0) row[at + 3] = (row[at + 3] ?? 0) + value * beyond;
    }
  }
}

function addRow(sum: Float64Array, row: Float64Array, weight: number): void {
  if (weight <= 0) return;
  for (let i = 0; i < row.length; i++) sum[i] = (sum[i] ?? 0) + (row[i] ?? 0) * weight;
}

/** A clamped array rounds by itself. */
function writeRow(data: Uint8ClampedArray, y: number, row: Float64Array): void {
  const width = row.length / 3;
  for (let x = 0; x < width; x++) {
    const at = (y * width + x) * 4;
    for (let channel = 0; channel < 3; channel++) data[at + channel] = row[x * 3 + channel] ?? 0;
    data[at + 3] = 255;
  }
}
