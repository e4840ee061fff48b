/** Names that Windows keeps for devices, whatever their ending. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)$/i;
const longest = 120;

/**
 * A file name out of texts that came from outside: one line, no folders, nothing that a system forbids or hides, at most
 * 120 characters before the ending.
 * @param parts such as a number and a name; empty ones are left out
 * @param ending such as `.pdf`
 * @param fallback the name where nothing is left
 */
export function safeFileName(parts: readonly string[], ending: string, fallback: string): string {
  const stem = parts
    .join(' ')
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[._\s-]+|[._\s]+$/g, '');
  // Cut between characters and not within one.
  const cut = Array.from(stem)
    .slice(0, longest)
    .join('')
    .replace(/[.\s]+$/, '');
  if (cut === '') return fallback + ending;
  return (devices.test(cut.split('.')[0]?.trim() ?? '') ? `_${cut}` : cut) + ending;
}

/**
 * The names to try for a file until one is free: `a.pdf`, `a (2).pdf`, `a (3).pdf` …
 * @param name as `safeFileName` makes it
 */
export function* numberedNames(name: string): Generator<string> {
  yield name;
  const dot = name.lastIndexOf('.');
  for (let count = 2; ; count += 1) yield `${name.slice(0, dot)} (${String(count)})${name.slice(dot)}`;
}
