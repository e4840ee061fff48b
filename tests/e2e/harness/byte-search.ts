import fs from 'node:fs';
import path from 'node:path';

function filesUnder(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return filesUnder(file);
    return entry.isFile() ? [file] : [];
  });
}

/** The forms in which a text could have been written down without anybody encrypting it. */
function formsOf(text: string): Buffer[] {
  const bytes = Buffer.from(text, 'utf8');
  // Base64 of a part in the middle depends on where it starts: three ways, without the ends that its neighbours change.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  );
  const wide = [Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()];
  return [bytes, ...wide, ...[bytes.toString('hex'), ...base64].map((form) => Buffer.from(form))];
}

/**
 * Looks for texts in all files below the folders, byte by byte, whatever the format of the file.
 * @returns for each find the file and the first characters of what was found
 */
export function searchBytes(folders: readonly string[], texts: readonly string[]): string[] {
  const needles = texts.flatMap((text) => formsOf(text).map((form) => ({ text, form })));
  return folders.flatMap(filesUnder).flatMap((file) => {
    const content = fs.readFileSync(file);
    const found = needles.filter(({ form }) => content.includes(form));
    return found.map(({ text }) => `${file} holds ${text.slice(0, 6)}…`);
  });
}
