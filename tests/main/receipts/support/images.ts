/** Bytes of a text of single-byte signs. */
export function ascii(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

const big16 = (value: number): number[] => [(value >> 8) & 255, value & 255];
const big32 = (value: number): number[] => [(value >>> 24) & 255, (value >> 16) & 255, (value >> 8) & 255, value & 255];
const little = (value: number, bytes: number): number[] => big32(value).reverse().slice(0, bytes);
const join = (...parts: (ArrayLike<number> | number[])[]): Uint8Array =>
  new Uint8Array(parts.flatMap((part) => [...Array.from(part)]));

/** Headers of images, as short as a reader of sizes needs them; there is no picture behind them. */
export function jpeg(width: number, height: number): Uint8Array {
  const app = [0xff, 0xe0, 0, 16, ...ascii('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0];
  const frame = [0xff, 0xc2, 0, 11, 8, ...big16(height), ...big16(width), 1, 1, 0x11, 0];
  return join([0xff, 0xd8], app, [0xff, 0xff], frame, [0xff, 0xd9]);
}

export function png(width: number, height: number): Uint8Array {
  return join(ascii('\x89PNG\r\n\x1a\n'), big32(13), ascii('IHDR'), big32(width), big32(height), [8, 2, 0, 0, 0]);
}

export function tiff(width: number, height: number, isLittle: boolean): Uint8Array {
  const number = (value: number, bytes: number): number[] =>
    isLittle ? little(value, bytes) : big32(value).slice(4 - bytes);
  const entry = (tag: number, value: number): number[] => [
    ...number(tag, 2),
    ...number(4, 2),
    ...number(1, 4),
    ...number(value, 4),
  ];
  const mark = isLittle ? ascii('II*\0') : ascii('MM\0*');
  return join(mark, number(8, 4), number(2, 2), entry(256, width), entry(257, height), number(0, 4));
}

const riff = (chunk: string, ...data: (ArrayLike<number> | number[])[]): Uint8Array =>
  join(ascii('RIFF\0\0\0\0WEBP'), ascii(chunk), [0, 0, 0, 0], ...data);

export function webpLossy(width: number, height: number): Uint8Array {
  return riff('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a], little(width, 2), little(height, 2));
}

export function webpLossless(width: number, height: number): Uint8Array {
  return riff('VP8L', [0x2f], little((width - 1) | ((height - 1) << 14), 4));
}

export function webpExtended(width: number, height: number): Uint8Array {
  return riff('VP8X', [0, 0, 0, 0], little(width - 1, 3), little(height - 1, 3));
}

export function heic(width: number, height: number): Uint8Array {
  const ispe = (w: number, h: number): number[] => [
    ...big32(20),
    ...ascii('ispe'),
    0,
    0,
    0,
    0,
    ...big32(w),
    ...big32(h),
  ];
  return join(
    big32(24),
    ascii('ftypheic'),
    big32(0),
    ascii('mif1heic'),
    ispe(512, 512),
    ispe(width, height),
    [0, 0, 0, 0],
  );
}
