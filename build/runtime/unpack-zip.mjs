import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * Unpacks the wanted entries of a zip. yauzl itself refuses names that are absolute or climb out with `..`.
 * @param {string} file the archive
 * @param {string} folder where to; made if missing
 * @param {(name: string) => string | undefined} placeOf the path inside `folder` for an entry; undefined: skip it
 */
export async function unpackZip(file, folder, placeOf) {
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(file);
  try {
    for await (const entry of zip.eachEntry()) {
      const place = entry.fileName.endsWith('/') ? undefined : placeOf(entry.fileName);
      if (place === undefined) continue;
      const target = path.join(folder, place);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      const mode = (entry.externalFileAttributes >>> 16) & 0o777 || 0o644;
      await pipeline(await zip.openReadStreamPromise(entry), fs.createWriteStream(target, { mode }));
    }
  } finally {
    zip.close();
  }
}
