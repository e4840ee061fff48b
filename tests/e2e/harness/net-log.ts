import fs from 'node:fs';

/** What Chromium's whole network service was asked for, by whomever. */
export interface NetLog {
  /** `host:port` of every request by URL that could leave the machine. */
  requested: string[];
  /** Names that were to be resolved. */
  resolved: string[];
}

const localSchemes = ['app:', 'data:', 'blob:', 'devtools:', 'chrome:', 'chrome-extension:', 'file:', 'about:'];

/** Reads the log that `--log-net-log` writes, also one whose end is missing: it has one event per line. */
export function readNetLog(file: string): NetLog {
  const text = fs.readFileSync(file, 'utf8');
  const urls = [...text.matchAll(/"url":"([^"\\]+)"/g)].map(([, url = '']) => url);
  const hosts = [...text.matchAll(/"host(?:name)?":"([^"\\]+)"/g)].map(([, host = '']) => host);
  const requested = urls.flatMap((url) => {
    if (!URL.canParse(url)) return [url];
    const { protocol, host } = new URL(url);
    return localSchemes.includes(protocol) ? [] : [host];
  });
  const resolved = hosts.map((host) => (URL.canParse(host) ? new URL(host).host : host));
  return { requested: unique(requested), resolved: unique(resolved) };
}

function unique(list: string[]): string[] {
  return [...new Set(list)].sort();
}
