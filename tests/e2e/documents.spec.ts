import type { ElectronApplication, Page } from '@playwright/test';
import { attachedText, readPdf } from './harness/pdf-text.ts';
import './harness/page-api.ts';
import type { TestSandbox } from './harness/sandbox.ts';
import { invoiceRows, signInByApiKey } from './harness/steps.ts';
import { expect, test } from './harness/test.ts';

/** Writes an invoice at Lexware and finalises it, as another program would, and answers its id and number. */
async function writeAtLexware(
  { apiUrl, company }: TestSandbox,
  name: string,
  lines: number,
): Promise<{ id: string; number: string }> {
  const headers = { authorization: `Bearer ${company.apiKey}`, 'content-type': 'application/json' };
  const day = `${new Date().toISOString().slice(0, 10)}T12:00:00.000+01:00`;
  const unitPrice = { currency: 'EUR', netAmount: 12.5, taxRatePercentage: 19 };
  const line = { type: 'custom', quantity: 1, unitName: 'Stück', unitPrice };
  const body = {
    voucherDate: day,
    address: { name, street: 'Lindenweg 4', zip: '79098', city: 'Freiburg', countryCode: 'DE' },
    lineItems: Array.from({ length: lines }, (_, index) => ({ ...line, name: `Lieferung ${index + 1}` })),
    totalPrice: { currency: 'EUR' },
    taxConditions: { taxType: 'net' },
    shippingConditions: { shippingType: 'delivery', shippingDate: day },
  };
  const made = await fetch(`${apiUrl}/v1/invoices?finalize=true`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  const { id } = (await made.json()) as { id: string };
  const read = await fetch(`${apiUrl}/v1/invoices/${id}`, { headers });
  const { voucherNumber } = (await read.json()) as { voucherNumber: string };
  return { id, number: voucherNumber };
}

async function fileOf({ apiUrl, company }: TestSandbox, id: string): Promise<Uint8Array> {
  const headers = { authorization: `Bearer ${company.apiKey}`, accept: 'application/pdf' };
  const answer = await fetch(`${apiUrl}/v1/invoices/${id}/file`, { headers });
  return new Uint8Array(await answer.arrayBuffer());
}

async function open(page: Page, number: string): Promise<void> {
  await invoiceRows(page).nth(3).waitFor();
  await page.getByRole('gridcell', { name: number, exact: true }).click();
  await expect(page.getByRole('img', { name: /^Seite 1/ })).toHaveAttribute('data-drawn', 'true', { timeout: 30_000 });
}

/** What the printer gets of the page right now. */
async function print(electron: ElectronApplication): Promise<Uint8Array> {
  const base64 = await electron.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const options = { pageSize: 'A4', printBackground: true, margins: { marginType: 'none' } } as const;
    return (await window?.webContents.printToPDF(options))?.toString('base64') ?? '';
  });
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

test('printing puts every page of the PDF on paper of its own, and nothing of the window', async ({
  start,
  sandbox,
}) => {
  const { id, number } = await writeAtLexware(sandbox, 'Gasthof Sonne', 90);
  const original = await readPdf(await fileOf(sandbox, id));
  expect(original.length).toBeGreaterThan(1);
  const { page, electron } = await start();
  await signInByApiKey(page, sandbox);
  await open(page, number);
  // The system's dialog is left out; what it would print is asked of Electron.
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  await page.getByRole('button', { name: 'Drucken' }).click();
  await page
    .locator('.print-sheet canvas')
    .nth(original.length - 1)
    .waitFor({ state: 'attached' });
  const printed = await readPdf(await print(electron));
  expect(printed.map(({ images }) => images)).toEqual(original.map(() => 1));
  expect(printed.map(({ text }) => text.trim()).filter((text) => text !== '')).toEqual([]);
  for (const { width, height } of printed) {
    expect(Math.abs(width - 595)).toBeLessThan(2);
    expect(Math.abs(height - 842)).toBeLessThan(2);
  }
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(page.locator('.print-sheet')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Drucken' })).toBeEnabled();
});

test('the XML that hides in the PDF of a ZUGFeRD invoice stands beside it, as Lexware wrote it', async ({
  start,
  sandbox,
}) => {
  const { id, number } = await writeAtLexware(sandbox, 'Müller & Söhne <Metallbau> GmbH', 2);
  const hidden = await attachedText(await fileOf(sandbox, id));
  expect(hidden).toContain('urn:cen.eu:en16931:2017');
  expect(hidden).toContain(number);
  const { page } = await start();
  await signInByApiKey(page, sandbox);
  await open(page, number);
  await page.getByRole('tab', { name: 'XML' }).click();
  const shown = page.getByRole('tabpanel');
  await expect(shown).toContainText('urn:cen.eu:en16931:2017');
  await expect(shown).toContainText(`<ram:Name>Müller &amp; Söhne &lt;Metallbau&gt; GmbH</ram:Name>`);
  await expect(shown).toContainText(number);
  const text = (await shown.innerText()).replace(/\s+/g, '');
  const telling = hidden.replace(/^<\?xml[^>]*\?>/, '').replace(/\s+/g, '');
  expect(text).toContain(telling.slice(0, 400));
  expect(text).toContain(telling.slice(-200));
});
