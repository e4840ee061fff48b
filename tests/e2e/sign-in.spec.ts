import { until } from './harness/until.ts';
import {
  consentInBrowser,
  enterApiKey,
  listHeading,
  openBrowser,
  signInByApiKey,
  signInByBrowser,
} from './harness/steps.ts';
import { expect, test } from './harness/test.ts';

test('signing in through the system browser brings the app to the list, by its own scheme', async ({
  start,
  sandbox,
  systemBrowser,
  wire,
}) => {
  const { page } = await start();
  await signInByBrowser(page, systemBrowser, sandbox);
  await expect(page.getByText(sandbox.company.name).first()).toBeVisible();
  expect(sandbox.identity.admin.counters()).toMatchObject({
    authorizations: 1,
    tokenRequests: { authorization_code: 1 },
  });
  // The search for secrets after each test has something to find: code, verifier, three tokens.
  expect(wire.secrets().length).toBeGreaterThanOrEqual(5);
});

test('cancelling in the app ends the attempt, and what the browser answers afterwards signs nobody in', async ({
  start,
  sandbox,
  systemBrowser,
}) => {
  const kontor = await start();
  const { page } = kontor;
  await openBrowser(page);
  await systemBrowser.tab(sandbox.issuer);
  await page.getByRole('button', { name: 'Abbrechen' }).click();
  await expect(page.getByText('Anmeldung abgebrochen')).toBeVisible();
  await consentInBrowser(systemBrowser, sandbox.issuer, sandbox.company);
  await until('the late callback', () => kontor.output().includes('signIn.callback'), 30_000);
  await expect(page.getByRole('button', { name: 'Im Browser anmelden' })).toBeVisible();
  expect(sandbox.identity.admin.counters().tokenRequests.authorization_code).toBe(0);
});

test('cancelling in the browser is told in the app, and the next attempt works', async ({
  start,
  sandbox,
  systemBrowser,
}) => {
  const { page } = await start();
  await openBrowser(page);
  const tab = await systemBrowser.tab(sandbox.issuer);
  await tab.getByRole('button', { name: 'Abbrechen' }).click({ noWaitAfter: true });
  await expect(page.getByText('Der Zugriff wurde im Browser abgelehnt')).toBeVisible({ timeout: 30_000 });
  await systemBrowser.close();
  await signInByBrowser(page, systemBrowser, sandbox);
});

test('signing in by API key shows the company, and no browser is opened', async ({ start, sandbox, systemBrowser }) => {
  const { page } = await start();
  await signInByApiKey(page, sandbox);
  await expect(page.getByText(sandbox.company.name).first()).toBeVisible();
  expect(await systemBrowser.isRunning()).toBe(false);
});

test('an API key that Lexware does not know is refused, and the field says so', async ({ start }) => {
  const { page } = await start();
  await enterApiKey(page, '00000000-aaaa-bbbb-cccc-000000000000');
  await expect(page.getByText('Lexware kennt diesen API-Schlüssel nicht')).toBeVisible();
  await expect(listHeading(page)).toBeHidden();
});

test.describe('where the scheme is not registered', () => {
  test.use({ registerScheme: false });

  test('the browser answers on a port of this machine instead', async ({ start, sandbox, systemBrowser }) => {
    const { page } = await start();
    await signInByBrowser(page, systemBrowser, sandbox);
    const tab = await systemBrowser.tab('http://127.0.0.1');
    await expect(tab.locator('body')).not.toBeEmpty();
  });
});
