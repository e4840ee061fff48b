import { listHeading, openBrowser, signInByBrowser, consentInBrowser } from './harness/steps.ts';
import { expect, test } from './harness/test.ts';
import { until } from './harness/until.ts';

const syncButton = { name: 'Abgleichen', exact: true };

test('after a restart the user is still signed in, and no browser opens', async ({ start, sandbox, systemBrowser }) => {
  const first = await start();
  await signInByBrowser(first.page, systemBrowser, sandbox);
  await systemBrowser.close();
  await first.close();
  const { page } = await start();
  await expect(listHeading(page)).toBeVisible({ timeout: 30_000 });
  sandbox.sandbox.admin.clearRequests();
  await page.getByRole('button', syncButton).click();
  await until('a call that is answered', () => sandbox.sandbox.admin.requests().some(({ status }) => status === 200));
  expect(await systemBrowser.isRunning()).toBe(false);
  expect(sandbox.identity.admin.counters().authorizations).toBe(1);
});

test('an expired access token is refreshed unseen', async ({ start, sandbox, systemBrowser }) => {
  const { page } = await start();
  await signInByBrowser(page, systemBrowser, sandbox);
  sandbox.identity.admin.expireAccessTokens();
  sandbox.sandbox.admin.clearRequests();
  await page.getByRole('button', syncButton).click();
  const answered = (): boolean => sandbox.sandbox.admin.requests().some(({ status }) => status === 200);
  await until('a call with the new token', answered);
  expect(sandbox.identity.admin.counters().tokenRequests.refresh_token).toBe(1);
  await expect(listHeading(page)).toBeVisible();
  await expect(page.getByText('Bitte neu anmelden')).toBeHidden();
});

test('a revoked connection asks to sign in again, and goes on after it', async ({ start, sandbox, systemBrowser }) => {
  const { page } = await start();
  await signInByBrowser(page, systemBrowser, sandbox);
  await systemBrowser.close();
  sandbox.identity.admin.revokeRefreshTokens();
  const askedAgain = page.getByRole('heading', { name: 'Bitte neu anmelden' });
  // The first sync may still be running: its next call finds it out, and the button goes with the screen.
  await Promise.race([page.getByRole('button', syncButton).click(), askedAgain.waitFor()]);
  await expect(askedAgain).toBeVisible({ timeout: 30_000 });
  await openBrowser(page);
  await consentInBrowser(systemBrowser, sandbox.issuer, sandbox.company);
  await expect(listHeading(page)).toBeVisible({ timeout: 30_000 });
});

test('signing out revokes the connection at the provider and forgets it here', async ({
  start,
  sandbox,
  systemBrowser,
}) => {
  const first = await start();
  await signInByBrowser(first.page, systemBrowser, sandbox);
  await systemBrowser.close();
  await first.page.getByRole('button', { name: /Firma wechseln/ }).click();
  await first.page.getByRole('option', { name: 'Abmelden' }).click();
  await first.page.getByRole('button', { name: 'Abmelden', exact: true }).click();
  await until('the revocation', () => sandbox.identity.admin.counters().revocations > 0);
  await first.close();
  const { page } = await start();
  await expect(page.getByRole('button', { name: 'Im Browser anmelden' })).toBeVisible({ timeout: 30_000 });
});
