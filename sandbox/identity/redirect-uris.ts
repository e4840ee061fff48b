/** A loopback redirect as RFC 8252 §7.3 allows it: the IP literal, not a name, and any port. */
const loopback = /^http:\/\/127\.0\.0\.1(?::([1-9]\d{0,4}))?(\/[^?#]*)$/;

/**
 * Whether `given` is one of the registered redirect URIs: equal character by character (RFC 9700 §2.1), except that the
 * port of a loopback URI is free because a native app learns it only when it listens (RFC 8252 §7.3).
 */
export function isRegisteredRedirectUri(registered: readonly string[], given: string): boolean {
  if (registered.includes(given)) return true;
  const path = pathOfLoopback(given);
  return path !== undefined && registered.some((uri) => pathOfLoopback(uri) === path);
}

function pathOfLoopback(uri: string): string | undefined {
  const [, port, path] = loopback.exec(uri) ?? [];
  return port !== undefined && Number(port) > 65_535 ? undefined : path;
}

/** The sources that a page's form may lead to in the end, for the `form-action` of its policy. */
export function formActionSources(registered: readonly string[]): string[] {
  const sources = registered.map((uri) =>
    pathOfLoopback(uri) === undefined ? `${uri.slice(0, uri.indexOf(':'))}:` : 'http://127.0.0.1:*',
  );
  return [...new Set(sources)];
}
