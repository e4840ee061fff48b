import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import type { Page } from '@playwright/test';
import { contract } from '../../preload/contract.ts';
import { checkout, electronExecutable } from './harness/home.ts';
import { appArguments } from './harness/kontor.ts';
import { listHeading, signInByApiKey } from './harness/steps.ts';
import { expect, test } from './harness/test.ts';

const entry = 'app://kontor/index.html';
const foreign = ['https://example.com/', 'file:///etc/passwd', 'data:text/html,<h1>foreign</h1>', 'app://other/x.html'];

/** The ways in which a page can leave: each tries, without waiting for anything. */
const ways: Record<string, (page: Page, url: string) => Promise<unknown>> = {
  'an assignment to location': (page, url) =>
    page.evaluate((to) => {
      location.href = to;
    }, url),
  'a click on a link': (page, url) =>
    page.evaluate((to) => {
      const link = Object.assign(document.createElement('a'), { href: to });
      document.body.append(link);
      link.click();
      link.remove();
    }, url),
  'a form that is sent': (page, url) =>
    page.evaluate((to) => {
      const form = Object.assign(document.createElement('form'), { action: to, method: 'get' });
      document.body.append(form);
      form.submit();
      form.remove();
    }, url),
};

/** Lets everything happen that the page has set off: two frames, and a turn through the main process. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.evaluate(() => window.kontor.app.info());
}

test.describe('the window', () => {
  // Each of these tests does what the page must not, and the browser engine says so.
  test.use({ provoked: /Content Security Policy|Not allowed to|net::ERR|TrustedScript|TrustedHTML|violates/ });

  for (const [way, go] of Object.entries(ways)) {
    test(`stays with its own document on ${way}`, async ({ start }) => {
      const { page, electron } = await start();
      await page.evaluate(() => Object.assign(window, { marker: 'same document' }));
      for (const url of foreign) {
        await go(page, url);
        await settle(page);
        expect(page.url(), url).toBe(entry);
        expect(await page.evaluate(() => (window as { marker?: string }).marker), url).toBe('same document');
        expect(electron.windows(), url).toHaveLength(1);
      }
    });
  }

  test('opens no second window', async ({ start }) => {
    const { page, electron } = await start();
    for (const url of [...foreign, 'about:blank', entry]) {
      expect(await page.evaluate((to) => window.open(to) === null, url), url).toBe(true);
    }
    await settle(page);
    expect(electron.windows()).toHaveLength(1);
    expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test('runs no script and loads nothing that does not come from the app', async ({ start, sandbox }) => {
    const { page } = await start();
    const outcome = await page.evaluate(async (foreignUrl) => {
      const policies: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => policies.push(event.effectiveDirective));
      const script = document.createElement('script');
      try {
        script.text = 'window.ran = true';
      } catch {
        policies.push('trusted types');
      }
      document.body.append(script);
      const image = Object.assign(new Image(), { src: `${foreignUrl}/logo.png` });
      const loaded = await new Promise((done) => {
        image.onload = () => done(true);
        image.onerror = () => done(false);
      });
      const fetched = await fetch(`${foreignUrl}/v1/profile`).then(
        () => true,
        () => false,
      );
      // Violations are told a task later than the refusal itself.
      await new Promise((done) => setTimeout(done));
      await new Promise((done) => requestAnimationFrame(done));
      return { ran: 'ran' in window, loaded, fetched, policies };
    }, sandbox.apiUrl);
    expect(outcome).toMatchObject({ ran: false, loaded: false, fetched: false });
    expect(outcome.policies).toEqual(expect.arrayContaining(['img-src', 'connect-src']));
    expect(sandbox.sandbox.admin.requests()).toEqual([]);
  });

  test('is given no permission', async ({ start }) => {
    const { page } = await start();
    const outcome = await page.evaluate(async () => {
      const refused = (attempt: Promise<unknown>): Promise<string> =>
        attempt.then(
          () => 'granted',
          () => 'refused',
        );
      return {
        notifications: await Notification.requestPermission(),
        camera: await refused(navigator.mediaDevices.getUserMedia({ video: true })),
        microphone: await refused(navigator.mediaDevices.getUserMedia({ audio: true })),
        screen: await refused(navigator.mediaDevices.getDisplayMedia({ video: true })),
        place: await refused(new Promise((ok, no) => navigator.geolocation.getCurrentPosition(ok, no))),
        clipboard: await refused(navigator.clipboard.readText()),
      };
    });
    expect(outcome).toEqual({
      notifications: 'denied',
      camera: 'refused',
      microphone: 'refused',
      screen: 'refused',
      place: 'refused',
      clipboard: 'refused',
    });
  });
});

test('the page sees the contract and nothing of Node or Electron', async ({ start }) => {
  const { page } = await start();
  const seen = await page.evaluate(() => ({
    node: ['process', 'require', 'module', 'Buffer', 'global'].filter((name) => name in window),
    kontor: Object.keys(window.kontor).sort(),
  }));
  expect(seen.node).toEqual([]);
  expect(seen.kontor).toEqual([...Object.keys(contract), 'on'].sort());
});

test("Chromium's sandbox is on: the page's process runs under a system call filter, as an ordinary user", async ({
  start,
}) => {
  const { electron } = await start();
  const processes = await electron.evaluate(({ app }) => app.getAppMetrics().map(({ type, pid }) => ({ type, pid })));
  const page = processes.find(({ type }) => type === 'Tab');
  const status = fs.readFileSync(`/proc/${String(page?.pid)}/status`, 'utf8');
  expect(/^Seccomp:\s+(\d)/m.exec(status)?.[1]).toBe('2');
  expect(/^Uid:\s+(\d+)/m.exec(status)?.[1]).not.toBe('0');
});

test('a second start ends itself, and the first goes on', async ({ start, sandbox, home }) => {
  const { page, electron } = await start();
  await signInByApiKey(page, sandbox);
  const args = [...appArguments('keyring'), checkout];
  const second = spawn(electronExecutable(), args, { env: home.env, stdio: 'ignore' });
  const [code] = (await once(second, 'exit')) as [number];
  expect(code).toBe(0);
  expect(electron.windows()).toHaveLength(1);
  await expect(listHeading(page)).toBeVisible();
});
