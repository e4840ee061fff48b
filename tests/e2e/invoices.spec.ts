import { doMainJob, documentsOf } from './harness/job.ts';
import { invoiceRows, signInByApiKey, signInByBrowser } from './harness/steps.ts';
import { expect, test } from './harness/test.ts';

test('the list shows the invoices of the company, and the search narrows it', async ({ start, sandbox }) => {
  const { page } = await start();
  await signInByApiKey(page, sandbox);
  const invoices = documentsOf(sandbox).filter(({ kind }) => kind === 'invoice');
  const grid = page.getByRole('grid', { name: 'Rechnungsliste' });
  await expect(grid).toHaveAttribute('aria-rowcount', String(invoices.length + 1), { timeout: 30_000 });
  const [wanted] = invoices.filter(({ number, status }) => number !== null && status !== 'draft');
  await page.getByLabel('Rechnungen durchsuchen').fill(wanted?.contactName ?? '');
  const same = invoices.filter(({ contactName }) => contactName === wanted?.contactName);
  expect(same.length).toBeLessThan(invoices.length);
  await expect(grid).toHaveAttribute('aria-rowcount', String(same.length + 1));
  await expect(invoiceRows(page).first()).toContainText(wanted?.contactName ?? '');
  await page.getByLabel('Rechnungen durchsuchen').fill('gibt es nicht');
  await expect(page.getByText('Nichts gefunden')).toBeVisible();
});

test('one invoice as a draft and one finalised: the sandbox holds exactly these, with the totals shown', async ({
  start,
  sandbox,
  systemBrowser,
}) => {
  const { page } = await start();
  await signInByBrowser(page, systemBrowser, sandbox);
  await doMainJob(page, sandbox);
});

test("the detail shows Lexware's PDF", async ({ start, sandbox }) => {
  const { page } = await start();
  await signInByApiKey(page, sandbox);
  const invoice = documentsOf(sandbox).find(({ kind, status }) => kind === 'invoice' && status === 'open');
  await page.getByRole('gridcell', { name: invoice?.number ?? '', exact: true }).click();
  await expect(page.getByRole('img', { name: /^Seite 1/ })).toHaveAttribute('data-drawn', 'true', { timeout: 30_000 });
  const url = `${sandbox.apiUrl}/v1/invoices/${invoice?.id ?? ''}/file`;
  const headers = { authorization: `Bearer ${sandbox.company.apiKey}`, accept: 'application/pdf' };
  const original = Buffer.from(await (await fetch(url, { headers })).arrayBuffer());
  const shown = await page.evaluate(async (id) => {
    const answer = await window.kontor.invoices.document({ id, format: 'pdf' });
    return answer.ok ? [...answer.value.bytes] : [];
  }, invoice?.id ?? '');
  expect(original.subarray(0, 5).toString()).toBe('%PDF-');
  expect(Buffer.from(shown).equals(original)).toBe(true);
  const isBlank = await page
    .locator('canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return pixels.every((value) => value === 255);
    });
  expect(isBlank).toBe(false);
});
