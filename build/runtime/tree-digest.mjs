import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

function filesUnder(folder, prefix = '') {
  const entries = fs.readdirSync(path.join(folder, prefix), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const name = path.posix.join(prefix, entry.name);
    return entry.isDirectory() ? filesUnder(folder, name) : [name];
  });
}

async function hashFile(file) {
  const hash = createHash('sha256');
  for await (const chunk of fs.createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}

/**
 * One hash over all files of a folder: their names, whether they can be executed, and their contents. A missing,
 * additional or changed file changes it. Names in `ignored` (with `/`, relative to the folder) are left out.
 * @returns {Promise<string>} `sha256-` and the base64 hash; `'absent'` where there is no such folder
 */
export async function digestOfTree(folder, ignored = []) {
  if (!fs.existsSync(folder)) return 'absent';
  const names = filesUnder(folder)
    .filter((name) => !ignored.includes(name))
    .sort();
  const total = createHash('sha256');
  for (const name of names) {
    const file = path.join(folder, name);
    const kind = fs.lstatSync(file).mode & 0o100 ? 'x' : '-';
    total.update(`${kind} ${await hashFile(file)} ${name}\n`);
  }
  return `sha256-${total.digest('base64')}`;
}
