import type { Page } from '@playwright/test';
import { attachedText, readPdf, type ReadPage } from './harness/pdf-text.ts';
import { setLook } from './harness/page-api.ts';
import { printBy } from './harness/print.ts';
import { dropFiles, receiptDetail, receiptFile, receiptRow } from './harness/receipts.ts';
import type { TestSandbox } from './harness/sandbox.ts';
import { goTo, invoiceRows, signInByApiKey } from './harness/steps.ts';
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

/** Points, with what the rounding of pixels leaves. */
function expectA4(pages: readonly ReadPage[]): void {
  for (const { width, height } of pages) {
    expect(Math.abs(width - 595)).toBeLessThan(2);
    expect(Math.abs(height - 842)).toBeLessThan(2);
  }
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
  const last = page.locator('.print-sheet canvas').nth(original.length - 1);
  const printed = await readPdf(await printBy({ page, electron }, page.getByRole('button', { name: 'Drucken' }), last));
  expect(printed.map(({ images }) => images)).toEqual(original.map(() => 1));
  expect(printed.map(({ text }) => text.trim()).filter((text) => text !== '')).toEqual([]);
  expectA4(printed);
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

test('the readable view of a receipt is printed whole, in the language of the window, dark as it may be', async ({
  start,
  sandbox,
}) => {
  const { page, electron } = await start();
  await signInByApiKey(page, sandbox);
  await goTo(page, 'Belege');
  await page.getByText('Noch keine Belege').waitFor();
  await dropFiles(page, [receiptFile('xrechnung-ubl.xml')]);
  await receiptRow(page, 'Bereit').click({ timeout: 60_000 });

  await receiptDetail(page).getByRole('tab', { name: 'Rechnung', exact: true }).waitFor();
  const sheet = page.locator('.print-sheet');
  const print = async (name: string): Promise<string> => {
    const pages = await readPdf(
      await printBy({ page, electron }, page.getByRole('button', { name, exact: true }), sheet),
    );
    await expect(sheet).toHaveCount(0);
    expectA4(pages);
    return pages.map(({ text }) => text.replace(/\s/g, '')).join('');
  };
  const german = await print('Drucken');
  for (const text of ['MusterGmbH', 'RE-2026/0815', '02.11.2026', '199,90', 'DE02120300000000202051', 'Käufer'])
    expect(german).toContain(text);
  expect(german).not.toContain('Ausgang');
  await setLook(page, 'dark', 'en');
  const english = await print('Print');
  for (const text of ['MusterGmbH', '02/11/2026', '199.90', 'Buyer']) expect(english).toContain(text);
});
