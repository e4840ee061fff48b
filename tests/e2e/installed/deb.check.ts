import fs from 'node:fs';
import path from 'node:path';
import { searchBytes } from '../harness/byte-search.ts';
import { trustedCertificate } from '../harness/certificates.ts';
import { desktopOf, mainProcess } from '../harness/desktop.ts';
import type { Home } from '../harness/home.ts';
import { consentInBrowser } from '../harness/steps.ts';
import { expect, test } from '../harness/test.ts';
import { startTlsFront } from '../harness/tls-front.ts';
import { until } from '../harness/until.ts';

const scheme = 'app.kontor.desktop';
const entry = '/usr/share/applications/kontor.desktop';
const executable = '/opt/Kontor/kontor';

/** Where this test asks root for what only root may do (build/packages/install-check.mjs). */
const exchange = process.env['KONTOR_EXCHANGE'] ?? '';

async function askRoot(what: 'remove'): Promise<void> {
  fs.writeFileSync(path.join(exchange, what), '');
  await until(`root to ${what} the package`, () => fs.existsSync(path.join(exchange, `${what}.done`)), 120_000);
}

/** A packaged app takes no orders from the environment, so its settings name the servers, as an administrator's would. */
function writeSettings(home: Home, connection: Record<string, string>): void {
  const all = { apiUrl: '', issuer: '', authorizeUrl: '', tokenUrl: '', revokeUrl: '', clientId: '', ...connection };
  const settings = { locale: 'de', theme: 'light', zoom: 100, notifications: false, connection: all };
  fs.mkdirSync(home.profile, { recursive: true, mode: 0o700 });
  fs.writeFileSync(
    path.join(home.profile, 'settings.json'),
    JSON.stringify({ settings: { ...settings, savedViews: [], organisationOrder: [] } }),
  );
}

/** As after "always allow" in the browser's question whether to open Kontor. */
function allowLinksFrom(home: Home, origin: string): void {
  const allowed = { [origin]: { [scheme]: true } };
  const file = path.join(home.folder, 'chromium-profile/Default/Preferences');
  fs.writeFileSync(file, JSON.stringify({ protocol_handler: { allowed_origin_protocol_pairs: allowed } }));
}

function filesOf(home: Home): string[] {
  const names = fs.readdirSync(home.profile, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /^(vault|settings)\.json$|\.db$/.test(name)).sort();
}

/** The app's own log, which is all that it tells of itself: nothing reads along here. */
function keepLog(home: Home, file: string): void {
  const folder = path.join(home.profile, 'logs');
  const names = fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
  fs.writeFileSync(file, names.map((name) => fs.readFileSync(path.join(folder, name), 'utf8')).join(''));
}

async function endApp(): Promise<void> {
  const pid = mainProcess(executable);
  if (pid !== undefined) process.kill(pid, 'SIGTERM');
  await until('the end of the app', () => mainProcess(executable) === undefined, 30_000);
}

test.use({ registerScheme: false });

test('the installed deb starts from its entry, signs in by the scheme that it registered, and leaves the data', async ({
  home,
  sandbox,
  systemBrowser,
  wire,
}, info) => {
  // As in a session of that desktop, which decides on the keyring.
  home.env['XDG_CURRENT_DESKTOP'] = 'GNOME';
  const desktop = desktopOf(home);
  const certificate = trustedCertificate(home.folder);
  const api = await startTlsFront(sandbox.apiUrl, certificate);
  const identity = await startTlsFront(sandbox.issuer, certificate);
  allowLinksFrom(home, identity.url);
  const dialect = (address = ''): string => address.replace(sandbox.issuer, identity.url);
  writeSettings(home, {
    apiUrl: api.url,
    authorizeUrl: dialect(sandbox.sandbox.authorizeUrl),
    tokenUrl: dialect(sandbox.sandbox.tokenUrl),
    revokeUrl: dialect(sandbox.sandbox.revokeUrl),
    clientId: sandbox.clientId,
  });
  const asked = (): string[] => sandbox.sandbox.admin.requests().map(({ path: asked }) => asked);
  try {
    expect(await desktop.handlerOf(scheme)).toBe('kontor.desktop');
    await desktop.launch(entry);
    await desktop.focus('Kontor');
    await desktop.press('Tab', 'Return');
    await consentInBrowser(systemBrowser, identity.url, sandbox.company);
    await until('the company', () => asked().includes('/v1/profile'), 60_000);
    await until('the invoices', () => asked().includes('/v1/voucherlist'), 60_000);
    expect(sandbox.identity.admin.counters().tokenRequests.authorization_code).toBe(1);
    await endApp();
    const kept = filesOf(home);
    expect(kept).toEqual([expect.stringMatching(/^organisations\/.*\.db$/), 'settings.json', 'vault.json']);
    await askRoot('remove');
    expect(fs.existsSync(path.dirname(executable))).toBe(false);
    expect(fs.existsSync(entry)).toBe(false);
    expect(await desktop.handlerOf(scheme)).toBe('');
    expect(filesOf(home)).toEqual(kept);
    expect(searchBytes(home.written, wire.secrets()), 'secrets in files').toEqual([]);
    expect(wire.secrets().length).toBeGreaterThanOrEqual(3);
  } finally {
    await desktop.photograph(info.outputPath('screen.png'));
    keepLog(home, info.outputPath('kontor.log'));
    await endApp();
    await api.close();
    await identity.close();
  }
});
