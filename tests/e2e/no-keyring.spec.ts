import { doMainJob } from './harness/job.ts';
import { signInByApiKey, signInByBrowser } from './harness/steps.ts';
import { expect, test } from './harness/test.ts';

// That no file holds a secret is checked after every test; here nothing could have encrypted one.
test.use({ keyring: 'none' });

test('without a keyring the same job works, the user is told, and a restart asks for the sign-in again', async ({
  start,
  sandbox,
  systemBrowser,
}) => {
  const first = await start();
  await expect(first.page.getByText('Die Anmeldung gilt nur, solange Kontor läuft')).toBeVisible({ timeout: 30_000 });
  await signInByBrowser(first.page, systemBrowser, sandbox);
  await expect(first.page.getByText('Die Anmeldung gilt nur, solange Kontor läuft')).toBeVisible();
  await doMainJob(first.page, sandbox);
  await systemBrowser.close();
  await first.close();
  const { page } = await start();
  await expect(page.getByRole('button', { name: 'Im Browser anmelden' })).toBeVisible({ timeout: 30_000 });
});

test('without a keyring an API key works for this session, and is written nowhere', async ({ start, sandbox }) => {
  const first = await start();
  await signInByApiKey(first.page, sandbox);
  await first.close();
  const { page } = await start();
  await expect(page.getByRole('button', { name: 'Im Browser anmelden' })).toBeVisible({ timeout: 30_000 });
});
