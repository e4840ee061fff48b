import fs from 'node:fs';
import path from 'node:path';

/** The compiled halves of the picture codecs; their other halves are bundled. */
const codecs = [
  '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm',
  '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm',
  '@jsquash/png/codec/pkg/squoosh_png_bg.wasm',
  '@jsquash/webp/codec/dec/webp_dec.wasm',
];

/** libheif stays a file of its own, as it is (docs/decisions/0011-heic.md); electron-builder.yml names the same ones. */
const heif = ['LICENSE', 'libheif.js', 'libheif.wasm'];

/**
 * Lays beside a built conversion worker what it reads at run time: `codecs/` and `libheif/`.
 * @param folder of the worker
 * @param modules the folder node_modules; the build's configuration is bundled, so this file does not know where it is
 */
export function layCodecsBeside(folder, modules) {
  const sources = (names) => names.map((name) => path.join(modules, name));
  copyFlat(sources(codecs), path.join(folder, 'codecs'));
  copyFlat(sources(heif.map((name) => `libheif-js/libheif-wasm/${name}`)), path.join(folder, 'libheif'));
  // It is no module, whatever the package around it says.
  fs.writeFileSync(path.join(folder, 'libheif/package.json'), '{ "type": "commonjs" }\n');
}

function copyFlat(files, folder) {
  fs.mkdirSync(folder, { recursive: true });
  for (const file of files) fs.copyFileSync(file, path.join(folder, path.basename(file)));
}
