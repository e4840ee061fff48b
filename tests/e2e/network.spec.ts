import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { doMainJob } from './harness/job.ts';
import { readNetLog } from './harness/net-log.ts';
import { startRecordingProxy } from './harness/recording-proxy.ts';
import { goTo, signInByBrowser } from './harness/steps.ts';
import { expect, test } from './harness/test.ts';
import { until } from './harness/until.ts';

/** Notes, inside of main, what Node itself connects to or looks up: all of it would go past Chromium and its proxy. */
async function watchNode(electron: ElectronApplication): Promise<() => Promise<string[]>> {
  await electron.evaluate(() => {
    const noted: string[] = [];
    const net = process.getBuiltinModule('node:net');
    const dns = process.getBuiltinModule('node:dns');
    const connect = net.Socket.prototype.connect;
    net.Socket.prototype.connect = function noteConnect(this: typeof net.Socket.prototype, ...args: unknown[]) {
      noted.push(`connect ${JSON.stringify(args[0])}`);
      return (connect as (...all: unknown[]) => typeof this).apply(this, args);
    };
    const lookup = dns.lookup;
    Object.assign(dns, {
      lookup: (...args: unknown[]) => {
        noted.push(`lookup ${String(args[0])}`);
        return (lookup as (...all: unknown[]) => void)(...args);
      },
    });
    Object.assign(globalThis, { notedByNode: noted });
  });
  return () => electron.evaluate(() => (globalThis as unknown as { notedByNode: string[] }).notedByNode);
}

/** Every address that the page asked for. */
function watchPage(page: Page): () => string[] {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('websocket', (socket) => asked.push(socket.url()));
  return () => asked;
}

test.describe('a whole day of work', () => {
  // At the end the page tries to reach somebody, which it must not, and the browser engine says so.
  test.use({ provoked: /Content Security Policy|net::ERR|violates/ });

  test('contacts the configured hosts and nobody else, and the page contacts nobody at all', async ({
    start,
    sandbox,
    systemBrowser,
    home,
  }) => {
    test.setTimeout(300_000);
    const configured = [...new Set([sandbox.apiUrl, sandbox.issuer].map((url) => new URL(url).host))].sort();
    const proxy = await startRecordingProxy(configured);
    const netLog = path.join(home.folder, 'net-log.json');
    const { page, electron, close } = await start({ args: [...proxy.switches, `--log-net-log=${netLog}`] });
    const askedByNode = await watchNode(electron);
    const askedByPage = watchPage(page);

    await page.reload();
    await signInByBrowser(page, systemBrowser, sandbox);
    await doMainJob(page, sandbox);
    for (const place of ['Übersicht', 'Kontakte', 'Entwürfe', 'Ausgang', 'Einstellungen', 'Rechnungen'] as const) {
      await goTo(page, place);
    }
    expect(proxy.asked()).toEqual(configured);
    expect(await askedByNode()).toEqual([]);
    expect(askedByPage().length).toBeGreaterThan(0);
    expect(askedByPage().filter((url) => !/^(app:\/\/kontor\/|blob:app:\/\/kontor\/|data:)/.test(url))).toEqual([]);

    // That nobody else was seen means something: main would be seen, and the page is held back.
    await page.evaluate(() => fetch('http://page.example/').catch(() => undefined));
    // Main asks through a session of its own; the page's session lets nothing out.
    await electron.evaluate(async ({ session }) => {
      await session.fromPartition('kontor-main').fetch('http://main.example/');
    });
    await until('the proxy’s note', () => proxy.asked().includes('main.example'));
    expect(proxy.asked()).toEqual([...configured, 'main.example'].sort());

    await close();
    const { requested, resolved } = readNetLog(netLog);
    console.log(`HOSTS requested ${requested.join(' ')}; resolved ${resolved.join(' ')}`);
    const known = new Set([...configured, 'main.example', 'page.example', new URL(proxyOf(proxy.switches)).host]);
    expect(requested.filter((host) => !known.has(host))).toEqual([]);
    expect(requested).toEqual(expect.arrayContaining(['main.example']));
    const names = new Set([...known].flatMap((host) => [host, host.replace(/:\d+$/, '')]));
    expect(resolved.filter((name) => !names.has(name))).toEqual([]);
    await proxy.close();
  });
});

function proxyOf(switches: readonly string[]): string {
  return switches[0]?.replace('--proxy-server=', '') ?? '';
}
