import { searchBytes } from './harness/byte-search.ts';
import { axeFindings } from './harness/axe.ts';
import { sendDraft } from './harness/job.ts';
import { goTo, invoiceRows, listHeading } from './harness/steps.ts';
import { expect, test } from './harness/test.ts';

test('the demo company is opened without an account, worked in like any other, marked, and thrown away', async ({
  start,
  sandbox,
  home,
}) => {
  test.setTimeout(300_000);
  // Whoever looks at the demo has no network: names lead nowhere, and so do the configured addresses.
  const first = await start({ args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'] });
  const { page } = first;
  await page.getByRole('button', { name: /^Demo-Firma ansehen/ }).click();
  await listHeading(page).waitFor({ timeout: 60_000 });
  await expect(invoiceRows(page).nth(5)).toBeVisible({ timeout: 60_000 });
  const switcher = page.getByRole('button', { name: /Firma wechseln/ });
  await expect(switcher).toContainText('Nordlicht Werkstatt GmbH (Demo)');
  await expect(switcher.getByText('Demo', { exact: true })).toBeVisible();
  expect.soft(await axeFindings(page), 'list').toEqual([]);

  await sendDraft(page);
  expect(sandbox.sandbox.admin.requests()).toEqual([]);
  await first.close();

  const { page: again } = await start();
  await listHeading(again).waitFor({ timeout: 60_000 });
  await expect(again.getByRole('button', { name: /Firma wechseln/ })).toContainText('(Demo)');
  await goTo(again, 'Einstellungen');
  await again.getByRole('button', { name: 'Demo entfernen' }).first().scrollIntoViewIfNeeded();
  expect.soft(await axeFindings(again), 'settings').toEqual([]);
  await again.getByRole('button', { name: 'Demo entfernen' }).first().click();
  await again.getByRole('alertdialog').getByRole('button', { name: 'Demo entfernen' }).click();
  await expect(again.getByRole('button', { name: /^Demo-Firma ansehen/ })).toBeVisible();
  expect(sandbox.sandbox.admin.requests()).toEqual([]);
  expect(searchBytes(home.written, ['Gasthof Sonne', 'Nordlicht Werkstatt GmbH (Demo)'])).toEqual([]);
});
