import { expect, test } from './harness/test.ts';
import { signInByBrowser } from './harness/steps.ts';

test('signing in through the system browser brings the app to the list, by its own scheme', async ({
  start,
  sandbox,
  systemBrowser,
}) => {
  const { page } = await start();
  await signInByBrowser(page, systemBrowser, sandbox);
  await expect(page.getByRole('heading', { level: 1, name: 'Rechnungen' })).toBeVisible();
  await expect(page.getByText(sandbox.company.name).first()).toBeVisible();
  expect(sandbox.identity.admin.counters().authorizations).toBe(1);
});
