import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Picture } from './picture.ts';

/** What is used of libheif's interface for JavaScript. */
interface HeifImage {
  get_width(): number;
  get_height(): number;
  is_primary(): boolean;
  /** Fills the pixels and calls back; with `null` where it failed. */
  display(picture: Picture, done: (picture: Picture | null) => void): void;
  free(): void;
}
interface HeifLibrary {
  HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] };
}
type HeifFactory = (options: { wasmBinary: Uint8Array }) => HeifLibrary;

/** Decodes HEIC files. Throws for what it cannot read. */
export type DecodeHeif = (bytes: Uint8Array, maxPixels: number) => Promise<Picture>;

/**
 * libheif from its own folder, loaded when the first HEIC file comes. It stays a separate, unmodified, replaceable file,
 * as its licence wants (docs/decisions/0011-heic.md).
 * @param folder with `libheif.js` and `libheif.wasm`
 */
export function createHeifDecoder(folder: URL): DecodeHeif {
  let library: Promise<HeifLibrary> | null = null;
  return async (bytes, maxPixels) => {
    library ??= load(folder);
    const { HeifDecoder } = await library;
    const images = new HeifDecoder().decode(bytes);
    try {
      const image = images.find((one) => one.is_primary()) ?? images[0];
      if (image === undefined) throw new Error('no picture inside');
      return await pixelsOf(image, maxPixels);
    } finally {
      images.forEach((image) => image.free());
    }
  };
}

async function load(folder: URL): Promise<HeifLibrary> {
  const wasmBinary = await readFile(fileURLToPath(new URL('libheif.wasm', folder)));
  const factory = createRequire(folder)(fileURLToPath(new URL('libheif.js', folder))) as HeifFactory;
  return factory({ wasmBinary });
}

function pixelsOf(image: HeifImage, maxPixels: number): Promise<Picture> {
  const width = image.get_width();
  const height = image.get_height();
  if (width * height > maxPixels) throw new Error('more pixels than stated');
  const empty = { width, height, data: new Uint8ClampedArray(width * height * 4) };
  return new Promise((resolve, reject) => {
    image.display(empty, (picture) => (picture === null ? reject(new Error('not decoded')) : resolve(picture)));
  });
}
