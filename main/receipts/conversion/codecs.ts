import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import decodeJpegBytes, { init as initJpegDecoder } from '@jsquash/jpeg/decode.js';
import encodeJpegPixels, { init as initJpegEncoder } from '@jsquash/jpeg/encode.js';
import decodePngBytes, { init as initPng } from '@jsquash/png/decode.js';
import decodeWebpBytes, { init as initWebp } from '@jsquash/webp/decode.js';
import type { Picture } from './picture.ts';

/** The compiled halves of the libraries above, by the names under which the builds lay them beside the worker. */
type CodecFile = 'mozjpeg_dec.wasm' | 'mozjpeg_enc.wasm' | 'squoosh_png_bg.wasm' | 'webp_dec.wasm';

/** Decoders and the encoder; each is loaded when it is first used. They throw for files that they cannot read. */
export interface Codecs {
  decodeJpeg(bytes: Uint8Array): Promise<Picture>;
  decodePng(bytes: Uint8Array): Promise<Picture>;
  decodeWebp(bytes: Uint8Array): Promise<Picture>;
  /** @param quality from 1 to 100 */
  encodeJpeg(picture: Picture, quality: number): Promise<Uint8Array>;
}

/**
 * The codecs of this thread.
 * @param folder where their compiled halves lie; read as files, so that they may lie in the app's archive
 */
export function createCodecs(folder: URL): Codecs {
  const loaded = new Map<CodecFile, Promise<unknown>>();
  // The types of the package hide that `init` takes a module; its code and its documentation do not.
  type Init = (module: WebAssembly.Module) => Promise<unknown>;
  function load(file: CodecFile, init: Init): Promise<unknown> {
    const known = loaded.get(file) ?? compile(new URL(file, folder)).then(init);
    loaded.set(file, known);
    return known;
  }
  return {
    async decodeJpeg(bytes) {
      await load('mozjpeg_dec.wasm', initJpegDecoder as Init);
      return decodeJpegBytes(ownBuffer(bytes));
    },
    async decodePng(bytes) {
      await load('squoosh_png_bg.wasm', initPng);
      return decodePngBytes(ownBuffer(bytes));
    },
    async decodeWebp(bytes) {
      await load('webp_dec.wasm', initWebp as Init);
      return decodeWebpBytes(ownBuffer(bytes));
    },
    async encodeJpeg(picture, quality) {
      await load('mozjpeg_enc.wasm', initJpegEncoder as Init);
      return new Uint8Array(await encodeJpegPixels(picture, { quality }));
    },
  };
}

async function compile(file: URL): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await readFile(fileURLToPath(file)));
}

function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  return bytes.buffer.byteLength === bytes.byteLength ? (bytes.buffer as ArrayBuffer) : new Uint8Array(bytes).buffer;
}
