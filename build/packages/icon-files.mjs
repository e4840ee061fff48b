/** Kinds of pictures in an Apple icon file, by their size in pixels; retina kinds hold twice the size of their name. */
const appleKinds = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic13', 256],
  ['ic09', 512],
  ['ic14', 512],
  ['ic10', 1024],
];

const windowsSizes = [16, 24, 32, 48, 64, 128, 256];

/**
 * An Apple icon file: a head, then one block for each picture.
 * @param {(size: number) => Buffer} png answers the picture of a size in pixels
 */
export function appleIcon(png) {
  const blocks = appleKinds.map(([kind, size]) => {
    const head = Buffer.alloc(8);
    head.write(kind, 'latin1');
    head.writeUInt32BE(png(size).length + 8, 4);
    return Buffer.concat([head, png(size)]);
  });
  const head = Buffer.alloc(8);
  head.write('icns', 'latin1');
  head.writeUInt32BE(
    blocks.reduce((sum, { length }) => sum + length, 8),
    4,
  );
  return Buffer.concat([head, ...blocks]);
}

/**
 * A Windows icon file: a directory, then the pictures.
 * @param {(size: number) => Buffer} png answers the picture of a size in pixels
 */
export function windowsIcon(png) {
  const head = Buffer.alloc(6 + 16 * windowsSizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(windowsSizes.length, 4);
  let offset = head.length;
  for (const [index, size] of windowsSizes.entries()) {
    const at = 6 + 16 * index;
    // 0 stands for 256, which does not fit into a byte.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png(size).length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png(size).length;
  }
  return Buffer.concat([head, ...windowsSizes.map(png)]);
}
