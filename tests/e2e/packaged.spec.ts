import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { checkout } from './harness/home.ts';
import { expect, test } from './harness/test.ts';
import { until } from './harness/until.ts';

const executable = path.join(checkout, 'out/package/linux-unpacked/kontor');

test('the packaged app starts, and takes no orders from the environment', async ({ home, sandbox }) => {
  const env = { ...home.env, KONTOR_API_URL: sandbox.apiUrl, KONTOR_CLIENT_ID: sandbox.clientId, KONTOR_LOCALE: 'en' };
  const args = ['--password-store=gnome-libsecret', '--remote-debugging-port=0', '--lang=de'];
  const app = spawn(executable, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  app.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  try {
    const endpoint = await until(
      'the debugging port',
      () => /DevTools listening on (ws:\S+)/.exec(output)?.[1],
      30_000,
    );
    const [context] = (await chromium.connectOverCDP(endpoint)).contexts();
    const page = await until('the window', () => context?.pages()[0]);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const info = await page.evaluate(() => window.kontor.app.info());
    expect(info).toMatchObject({ ok: true, value: { packaged: true, oauthConfigured: false } });
    expect(sandbox.sandbox.admin.requests()).toEqual([]);
  } finally {
    app.kill();
    if (app.exitCode === null) await once(app, 'exit');
  }
});
