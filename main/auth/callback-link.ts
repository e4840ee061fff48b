import type { RedirectTargets } from './provider.ts';

/** Why a link was not taken; for the log, never with the link itself. */
export type LinkRejection =
  | 'tooLong'
  | 'wrongPrefix'
  | 'forbiddenCharacter'
  | 'wrongTarget'
  | 'tooManyParameters'
  | 'duplicateParameter'
  | 'badValue'
  | 'missingState'
  | 'noAnswer'
  | 'codeAndError';

/** What the browser brought back, checked. `issuer` is the `iss` of RFC 9207. */
export type CallbackAnswer =
  | { kind: 'code'; code: string; state: string; issuer: string | null }
  | { kind: 'providerError'; error: string; description: string | null; state: string; issuer: string | null }
  | { kind: 'rejected'; reason: LinkRejection };

const maxLinkLength = 2048;
const maxParameters = 16;

/** The characters of a query (RFC 3986 §3.4) with whole percent-escapes only; nothing that a URL parser would repair. */
const queryPattern = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*$/;
/** VSCHAR (RFC 6749 appendix A), which includes the space. */
const visiblePattern = /^[\x20-\x7e]*$/;

const maxLengths = { code: 512, state: 512, iss: 512, error: 64, error_description: 1024 } as const;
type KnownParameter = keyof typeof maxLengths;

/**
 * Reads a link that arrived on the private-use scheme. Anybody can send one, so the raw text has to be right before
 * a URL parser touches it: parsers trim, drop line breaks, resolve dots and accept duplicates. Never throws.
 */
export function parseCallbackLink(raw: string, expected: RedirectTargets): CallbackAnswer {
  return parseRaw(raw, `${expected.scheme}:${expected.path}?`, {
    base: undefined,
    protocol: `${expected.scheme}:`,
    host: '',
    path: expected.path,
  });
}

/** Reads the request target (RFC 9112 §3.2.1) that the loopback listener got; as strict as a link. Never throws. */
export function parseCallbackTarget(raw: string, path: string): CallbackAnswer {
  return parseRaw(raw, `${path}?`, { base: 'http://127.0.0.1', protocol: 'http:', host: '127.0.0.1', path });
}

/**
 * Picks the callback link out of the arguments of a started process. Other processes and Chromium itself add to them,
 * so exactly one argument may begin with the scheme; with none or several there is no link.
 */
export function findCallbackLink(argv: readonly string[], scheme: string): string | null {
  const links = argv.filter((argument) => argument.startsWith(`${scheme}:`));
  return links.length === 1 ? (links[0] ?? null) : null;
}

interface Target {
  base: string | undefined;
  protocol: string;
  host: string;
  path: string;
}

function parseRaw(raw: string, prefix: string, target: Target): CallbackAnswer {
  if (raw.length > maxLinkLength) return rejected('tooLong');
  if (!raw.startsWith(prefix)) return rejected('wrongPrefix');
  if (!queryPattern.test(raw.slice(prefix.length))) return rejected('forbiddenCharacter');
  if (!URL.canParse(raw, target.base)) return rejected('wrongTarget');
  const url = new URL(raw, target.base);
  if (!isAt(url, target)) return rejected('wrongTarget');
  return readAnswer(url.searchParams);
}

function isAt(url: URL, target: Target): boolean {
  const { protocol, host, pathname, hash, username, password } = url;
  const isBare = hash === '' && username === '' && password === '';
  return isBare && protocol === target.protocol && host === target.host && pathname === target.path;
}

function readAnswer(query: URLSearchParams): CallbackAnswer {
  if (query.size > maxParameters) return rejected('tooManyParameters');
  const values = new Map<string, string>();
  for (const [name, value] of query) {
    // Parameters that we do not know are ignored, as RFC 6749 §4.1.2 demands.
    if (!isKnown(name)) continue;
    if (values.has(name)) return rejected('duplicateParameter');
    if (value === '' || value.length > maxLengths[name] || !visiblePattern.test(value)) return rejected('badValue');
    values.set(name, value);
  }
  return toAnswer(values);
}

function toAnswer(values: ReadonlyMap<string, string>): CallbackAnswer {
  const state = values.get('state');
  const code = values.get('code');
  const error = values.get('error');
  const issuer = values.get('iss') ?? null;
  if (code !== undefined && error !== undefined) return rejected('codeAndError');
  if (code === undefined && error === undefined) return rejected('noAnswer');
  if (state === undefined) return rejected('missingState');
  if (code !== undefined) return { kind: 'code', code, state, issuer };
  const description = values.get('error_description') ?? null;
  return { kind: 'providerError', error: error ?? '', description, state, issuer };
}

function isKnown(name: string): name is KnownParameter {
  return Object.hasOwn(maxLengths, name);
}

function rejected(reason: LinkRejection): CallbackAnswer {
  return { kind: 'rejected', reason };
}
