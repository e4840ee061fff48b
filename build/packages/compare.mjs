import fs from 'node:fs';
import path from 'node:path';

/**
 * Compares two folders of packages, file by file.
 * @returns {{ name: string, difference: string | undefined }[]} by name; undefined: every byte is the same
 */
export function compareFolders(first, second) {
  const names = [first, second].flatMap((folder) => filesIn(folder));
  return [...new Set(names)]
    .sort()
    .map((name) => ({ name, difference: difference(path.join(first, name), path.join(second, name)) }));
}

function filesIn(folder) {
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

function difference(first, second) {
  const missing = [first, second].find((file) => !fs.existsSync(file));
  if (missing !== undefined) return 'made once only';
  const [a, b] = [fs.readFileSync(first), fs.readFileSync(second)];
  if (a.equals(b)) return undefined;
  const shorter = Math.min(a.length, b.length);
  let bytes = Math.abs(a.length - b.length);
  let at = -1;
  for (let index = 0; index < shorter; index++) {
    if (a[index] === b[index]) continue;
    bytes += 1;
    if (at < 0) at = index;
  }
  return `${bytes} bytes differ, the first at ${at < 0 ? shorter : at}`;
}
