/**
 * The file name that an answer suggests (RFC 6266, RFC 8187), made harmless: no folders, no control characters, no
 * characters that Windows forbids, not hidden, at most 150 characters, with the wanted ending.
 * @param disposition the header `Content-Disposition`, not trusted
 * @param fallback the name without ending where the header has none
 * @param ending such as `.pdf`
 */
export function fileNameOf(disposition: string | null, fallback: string, ending: string): string {
  const stem = (extendedName(disposition ?? '') ?? plainName(disposition ?? '') ?? '')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu, '_')
    .replace(/\.(pdf|xml)$/i, '')
    .replace(/^[._\s]+|[.\s]+$/g, '')
    .slice(0, 150)
    .replace(/\p{Cs}$/u, '');
  return (stem === '' ? fallback : stem) + ending;
}

function extendedName(disposition: string): string | null {
  const encoded = /;\s*filename\*\s*=\s*utf-8'[\w-]*'([^;\s]{1,1000})/i.exec(disposition)?.[1];
  if (encoded === undefined) return null;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}

function plainName(disposition: string): string | null {
  const match = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.){1,1000})"|([^;\s"]{1,1000}))/i.exec(disposition);
  return match?.[1]?.replace(/\\(.)/g, '$1') ?? match?.[2] ?? null;
}
