/** What the types of the codecs take from the browser, and Node has without its types saying so. */
interface ImageData {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<WebAssembly.Module>;
  Module: new (bytes: Uint8Array) => WebAssembly.Module;
};
