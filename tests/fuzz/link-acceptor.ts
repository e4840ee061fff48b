/**
 * A second reading of what a callback link is, written from RFC 3986 (§3.4 query, §2.1 percent-encoding), RFC 6749
 * (§4.1.2 answer, appendix A characters), RFC 8252 (§7.1 private-use scheme) and docs/sign-in.md. It goes through the
 * text one character after the other, knows no URL parser and shares nothing with the one in `main/auth/`.
 */
export type Accepted =
  | { kind: 'code'; code: string; state: string; issuer: string | null }
  | { kind: 'providerError'; error: string; description: string | null; state: string; issuer: string | null };

const start = 'app.kontor.desktop:/oauth/callback?';
const longest = 2048;
const most = 16;
const limits: Readonly<Record<string, number>> = {
  code: 512,
  state: 512,
  iss: 512,
  error: 64,
  error_description: 1024,
};
const unreservedMarks = '-._~';
const subDelims = "!$&'()*+,;=";
const queryMarks = ':@/?';

/** What the link says; `null`: it is none. */
export function acceptLink(link: string): Accepted | null {
  if (link.length > longest || link.slice(0, start.length) !== start) return null;
  const query = link.slice(start.length);
  if (!isQuery(query)) return null;
  const found = new Map<string, string>();
  let count = 0;
  for (const part of query.split('&')) {
    if (part === '') continue;
    count += 1;
    const at = part.indexOf('=');
    const name = decoded(at < 0 ? part : part.slice(0, at));
    const limit = Object.hasOwn(limits, name) ? limits[name] : undefined;
    if (limit === undefined) continue;
    const value = decoded(at < 0 ? '' : part.slice(at + 1));
    if (found.has(name) || value.length === 0 || value.length > limit || !isVisible(value)) return null;
    found.set(name, value);
  }
  return count > most ? null : answerOf(found);
}

function answerOf(found: ReadonlyMap<string, string>): Accepted | null {
  const [code, error, state] = [found.get('code'), found.get('error'), found.get('state')];
  const issuer = found.get('iss') ?? null;
  if (state === undefined || (code === undefined) === (error === undefined)) return null;
  if (code !== undefined) return { kind: 'code', code, state, issuer };
  return {
    kind: 'providerError',
    error: error ?? '',
    description: found.get('error_description') ?? null,
    state,
    issuer,
  };
}

function isQuery(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '%') {
      if (!isHex(text.charAt(at + 1)) || !isHex(text.charAt(at + 2))) return false;
      at += 2;
    } else if (!isLetterOrDigit(sign) && !(unreservedMarks + subDelims + queryMarks).includes(sign)) return false;
  }
  return true;
}

function isLetterOrDigit(sign: string): boolean {
  return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9');
}

function isHex(sign: string): boolean {
  return (sign >= '0' && sign <= '9') || (sign >= 'a' && sign <= 'f') || (sign >= 'A' && sign <= 'F');
}

/** As a form is decoded; each byte becomes the sign of its number, so that what is no ASCII can be seen. */
function decoded(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '+') out += ' ';
    else if (sign === '%') {
      out += String.fromCharCode(parseInt(text.slice(at + 1, at + 3), 16));
      at += 2;
    } else out += sign;
  }
  return out;
}

function isVisible(text: string): boolean {
  return Array.from(text).every((sign) => sign >= ' ' && sign <= '~');
}
