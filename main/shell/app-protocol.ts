import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol, type Session } from 'electron';
import { contentSecurityPolicy } from './content-security-policy.ts';

export const appScheme = 'app';
export const appOrigin = `${appScheme}://kontor`;
export const appEntry = `${appOrigin}/index.html`;

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.bcmap': 'application/octet-stream',
  '.json': 'application/json',
};

/** Declares the app's scheme; must run before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Lists the files that the page may load, as URL path → file path. A request is answered from this list only, so no
 * part of a requested address is ever joined to a path.
 */
export function listServedFiles(directory: string, prefix = ''): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const file = path.join(directory, entry.name);
    const url = `${prefix}/${entry.name}`;
    if (entry.isDirectory()) for (const [key, value] of listServedFiles(file, url)) files.set(key, value);
    else if (path.extname(entry.name) in mediaTypes) files.set(url, file);
  }
  return files;
}

/** Answers one request for the app's scheme: GET of a listed file, or an error without content. */
export async function serve(request: Request, files: ReadonlyMap<string, string>): Promise<Response> {
  const headers = {
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  };
  if (request.method !== 'GET') return new Response(null, { status: 405, headers });
  const file = fileFor(request.url, files);
  if (file === undefined) return new Response(null, { status: 404, headers });
  const body = await readFile(file);
  const type = mediaTypes[path.extname(file)] ?? 'application/octet-stream';
  return new Response(new Uint8Array(body), { headers: { ...headers, 'content-type': type } });
}

function fileFor(address: string, files: ReadonlyMap<string, string>): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== `${appScheme}:` || url.host !== 'kontor') return undefined;
  return files.get(url.pathname);
}

/** Serves the built page from `directory` under the app's scheme in the given Electron session. */
export function handleAppScheme(session: Session, directory: string): void {
  const files = listServedFiles(directory);
  session.protocol.handle(appScheme, (request) => serve(request, files));
}
