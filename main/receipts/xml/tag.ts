const name = String.raw`[\p{L}_][\p{L}\p{N}\p{M}._\-]*`;
const qualified = `${name}(?::${name})?`;
const value = `(?:"[^"<]*"|'[^'<]*')`;
const startTag = new RegExp(`^<(${qualified})((?:\\s+${qualified}\\s*=\\s*${value})*)\\s*/?>$`, 'u');
const endTag = new RegExp(`^</(${qualified})\\s*>$`, 'u');
const attribute = new RegExp(`(${qualified})\\s*=\\s*${value}`, 'gu');

/** A tag of XML; `attributes` is how many it has. */
export type Tag = { kind: 'start' | 'empty'; name: string; attributes: number } | { kind: 'end'; name: string };

/**
 * Reads one tag, from `<` to `>`.
 * @returns `null` for what is none: a wrong name, a value without quotes, an attribute twice
 */
export function readTag(source: string): Tag | null {
  const end = endTag.exec(source)?.[1];
  if (end !== undefined) return { kind: 'end', name: end };
  const [, start, stated] = startTag.exec(source) ?? [];
  if (start === undefined) return null;
  const names = stated === undefined || stated === '' ? [] : [...stated.matchAll(attribute)].map((match) => match[1]);
  if (new Set(names).size !== names.length) return null;
  return { kind: source.endsWith('/>') ? 'empty' : 'start', name: start, attributes: names.length };
}
