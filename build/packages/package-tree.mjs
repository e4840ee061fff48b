import fs from 'node:fs';
import path from 'node:path';

/**
 * Lays the files of a package into an empty folder, owned and readable as they will be when installed.
 * @param {{ from: string, to: string }[]} inputs
 * @param {Date} newest no file may be younger: a package must not tell when it was built
 * @returns {{ file: string, size: number, isLink: boolean }[]} every file, `/opt/…`, in an order that is always the same
 */
export function layOut(inputs, folder, newest) {
  fs.mkdirSync(folder, { recursive: true });
  for (const { from, to } of inputs) {
    const target = path.join(folder, to);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.cpSync(from, target, { recursive: true, verbatimSymlinks: true, mode: fs.constants.COPYFILE_FICLONE });
  }
  const files = list(folder, '', newest);
  settle(folder, newest, 0o755);
  return files;
}

const byName = (a, b) => (a.name < b.name ? -1 : 1);

function list(folder, place, newest) {
  const entries = fs.readdirSync(path.join(folder, place), { withFileTypes: true }).sort(byName);
  return entries.flatMap((entry) => {
    const file = `${place}/${entry.name}`;
    const own = path.join(folder, file);
    if (entry.isDirectory()) {
      const inside = list(folder, file, newest);
      settle(own, newest, 0o755);
      return inside;
    }
    const { size, mode } = fs.lstatSync(own);
    if (entry.isSymbolicLink()) fs.lutimesSync(own, newest, newest);
    else settle(own, newest, mode & 0o100 ? 0o755 : 0o644);
    return [{ file, size, isLink: entry.isSymbolicLink() }];
  });
}

function settle(own, newest, mode) {
  fs.chmodSync(own, mode);
  fs.utimesSync(own, newest, newest);
}
