/** Bytes in UTF-8; every file system takes 255, and something may be put in front. */
const maxBytes = 120;
/** What Windows refuses or a path could be made of, control signs, and signs that turn the reading direction. */
const forbidden = /[\p{Cc}\p{Cs}"*/:<>?\\|\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A file name from a document as one that is safe on every system: no folders, no control signs, composed (NFC), not
 * reserved by Windows, at most 120 bytes with its ending kept.
 * @param name as the document states it; may be a path or missing
 * @param fallback for what leaves nothing
 */
export function safeFileName(name: string | null, fallback: string): string {
  const last = (name ?? '').slice(0, 4096).normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = trimmed(last.replace(forbidden, '_'));
  const short = trimmed(shorten(reserved.test(clean) ? `_${clean}` : clean));
  return short === '' ? fallback : short;
}

function trimmed(name: string): string {
  return name.replace(/^[.\s]+|[.\s]+$/g, '');
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= maxBytes) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= 10 ? name.slice(dot) : '';
  let kept = '';
  for (const sign of name.slice(0, name.length - ending.length)) {
    if (Buffer.byteLength(kept + sign + ending) > maxBytes) break;
    kept += sign;
  }
  return kept + ending;
}
