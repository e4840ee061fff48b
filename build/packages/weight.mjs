import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

function filesBelow(folder) {
  return fs
    .readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** Bytes of a file, or of all files below a folder. */
export function bytesOf(place) {
  const info = fs.statSync(place);
  return info.isDirectory() ? filesBelow(place).reduce((sum, file) => sum + fs.statSync(file).size, 0) : info.size;
}

/** What Kontor may add to Electron, bytes as packed: everybody downloads it again with each version. */
export const mostPacked = 15e6;

/**
 * What Kontor adds to Electron: everything in the resources folder, with the licences.
 * @param {string} resources
 * @returns {{ archive: number, unpacked: number, packed: number }} bytes: app.asar; all of it on the disk; all of it
 *   in a compressed package
 */
export function weightWithoutElectron(resources) {
  const packed = filesBelow(resources).reduce((sum, file) => sum + gzipSync(fs.readFileSync(file)).length, 0);
  return { archive: bytesOf(path.join(resources, 'app.asar')), unpacked: bytesOf(resources), packed };
}

/** `11.8 MB`, in millions of bytes as download pages count. */
export function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** The line of a file in a list that `sha256sum --check` reads. */
export function sumLine(file) {
  const sum = createHash('sha256').update(fs.readFileSync(file)).digest('hex');
  return `${sum}  ${path.basename(file)}\n`;
}
