const reference = /&(#[0-9]{1,8}|#x[0-9a-fA-F]{1,6}|[^&;]{0,40});|&/g;
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Decodes the five entities of XML and numeric references, once: what comes out is never decoded again.
 * @returns `null` for a reference that XML does not know without a document type definition
 */
export function decodeReferences(text: string): string | null {
  if (!text.includes('&')) return text;
  const unknown: string[] = [];
  const decoded = text.replace(reference, (all, body: string | undefined) => {
    const sign = body === undefined ? null : signOf(body);
    if (sign === null) unknown.push(all);
    return sign ?? '';
  });
  return unknown.length === 0 ? decoded : null;
}

function signOf(body: string): string | null {
  if (!body.startsWith('#')) return Object.hasOwn(named, body) ? (named[body] ?? null) : null;
  const code = body[1] === 'x' ? parseInt(body.slice(2), 16) : parseInt(body.slice(1), 10);
  return isXmlCharacter(code) ? String.fromCodePoint(code) : null;
}

/** The characters that XML 1.0 allows (production 2). */
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}
