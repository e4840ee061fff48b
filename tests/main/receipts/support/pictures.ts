import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import encodeJpeg, { init as initJpeg } from '@jsquash/jpeg/encode.js';
import decodeJpeg, { init as initJpegDecoder } from '@jsquash/jpeg/decode.js';
import encodePng, { init as initPng } from '@jsquash/png/encode.js';
import encodeWebp, { init as initWebp } from '@jsquash/webp/encode.js';
import type { Picture } from '../../../../main/receipts/conversion/picture.ts';

type Init = (module: WebAssembly.Module) => Promise<unknown>;
const require = createRequire(import.meta.url);
const moduleAt = (file: string): WebAssembly.Module => new WebAssembly.Module(readFileSync(require.resolve(file)));

/** The colours of the corners, from the upper left clockwise: what is turned wrongly shows. */
export const corners = {
  red: [200, 30, 30],
  green: [30, 160, 30],
  blue: [30, 30, 200],
  white: [255, 255, 255],
} as const;

/** A page with a colour in each corner; the same at every call. */
export function cornered(width: number, height: number): Picture {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isLeft = x < width / 2;
      const upper = isLeft ? corners.red : corners.green;
      const lower = isLeft ? corners.white : corners.blue;
      data.set([...(y < height / 2 ? upper : lower), 255], (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

/** A picture that no encoder makes small; from a fixed series of numbers. */
export function noise(width: number, height: number): Picture {
  const data = new Uint8ClampedArray(width * height * 4);
  let state = 0x2545f491;
  for (let at = 0; at < data.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[at] = at % 4 === 3 ? 255 : state >>> 24;
  }
  return { width, height, data };
}

export async function jpegOf(picture: Picture, quality = 90): Promise<Uint8Array> {
  await (initJpeg as Init)(moduleAt('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'));
  return new Uint8Array(await encodeJpeg(picture, { quality, progressive: false }));
}

export async function pngOf(picture: Picture): Promise<Uint8Array> {
  await initPng(moduleAt('@jsquash/png/codec/pkg/squoosh_png_bg.wasm'));
  return new Uint8Array(await encodePng(picture));
}

export async function webpOf(picture: Picture): Promise<Uint8Array> {
  await (initWebp as Init)(moduleAt('@jsquash/webp/codec/enc/webp_enc.wasm'));
  return new Uint8Array(await encodeWebp(picture, { quality: 90 }));
}

export async function pixelsOf(jpeg: Uint8Array): Promise<Picture> {
  await (initJpegDecoder as Init)(moduleAt('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'));
  return decodeJpeg(new Uint8Array(jpeg).buffer);
}

/** The names of the colours in the corners of a picture, from the upper left clockwise. */
export function cornersOf({ width, height, data }: Picture): string {
  const at = (x: number, y: number): string => nearest(data.subarray((y * width + x) * 4));
  return [at(1, 1), at(width - 2, 1), at(width - 2, height - 2), at(1, height - 2)].join(' ');
}

function nearest(pixel: ArrayLike<number>): string {
  const distance = (colour: readonly number[]): number =>
    colour.reduce((sum, value, i) => sum + Math.abs(value - (pixel[i] ?? 0)), 0);
  return Object.entries(corners).reduce((best, entry) => (distance(entry[1]) < distance(best[1]) ? entry : best))[0];
}

/** Puts EXIF data with an orientation into a JPEG file. */
export function withOrientation(jpeg: Uint8Array, orientation: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const exif = [...Buffer.from('Exif\0\0', 'latin1'), ...tiff];
  return Buffer.concat([
    jpeg.subarray(0, 2),
    Uint8Array.from([0xff, 0xe1, 0, exif.length + 2, ...exif]),
    jpeg.subarray(2),
  ]);
}

/** A TIFF file without compression, one page per picture. */
export function tiffOf(pages: readonly (Picture & { orientation?: number; isCopy?: boolean })[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = 8;
  pages.forEach(({ width, height, data, orientation = 1, isCopy = false }, index) => {
    const directory = new DataView(new ArrayBuffer(2 + 11 * 12 + 4));
    const pixelsAt = at + directory.byteLength + 8;
    const entries: [number, number, number, number][] = [
      [254, 4, 1, isCopy ? 1 : 0],
      [256, 4, 1, width],
      [257, 4, 1, height],
      [258, 3, 4, at + directory.byteLength],
      [259, 3, 1, 1],
      [262, 3, 1, 2],
      [273, 4, 1, pixelsAt],
      [274, 3, 1, orientation],
      [277, 3, 1, 4],
      [278, 4, 1, height],
      [279, 4, 1, data.length],
    ];
    directory.setUint16(0, entries.length, true);
    entries.forEach(([tag, type, count, value], i) => {
      directory.setUint16(2 + i * 12, tag, true);
      directory.setUint16(4 + i * 12, type, true);
      directory.setUint32(6 + i * 12, count, true);
      directory.setUint32(10 + i * 12, value, true);
    });
    const next = pixelsAt + data.length;
    directory.setUint32(2 + entries.length * 12, index < pages.length - 1 ? next : 0, true);
    parts.push(
      new Uint8Array(directory.buffer),
      new Uint8Array(new Uint16Array([8, 8, 8, 8]).buffer),
      new Uint8Array(data),
    );
    at = next;
  });
  return Buffer.concat([Buffer.from('II*\0\x08\0\0\0', 'latin1'), ...parts]);
}
