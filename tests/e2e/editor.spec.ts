import type { Locator, Page } from '@playwright/test';
import { documentsOf } from './harness/job.ts';
import { invoiceRows, signInByApiKey, writeInvoice } from './harness/steps.ts';
import { expect, test } from './harness/test.ts';

const lines = [
  { name: 'Beratung vor Ort', quantity: '6,5', price: '95' },
  { name: 'Anfahrt', quantity: '84', price: '0,42' },
  { name: 'Pumpe', quantity: '1', price: '1.234,56' },
];

const cell = (page: Page, column: string, number: number): Locator =>
  page.getByLabel(`${column}, Position ${number}`, { exact: true });
const total = (page: Page): Locator => page.getByRole('region', { name: 'Summen' });

async function names(page: Page): Promise<string[]> {
  const fields = page.getByRole('combobox', { name: /^Bezeichnung, Position/ });
  return fields.evaluateAll((all) => all.map((field) => (field as HTMLInputElement).value));
}

async function type(page: Page, field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await field.blur();
}

test('everything that an invoice may need is written, taken back, and arrives at Lexware as shown', async ({
  start,
  sandbox,
}) => {
  const { page } = await start();
  await signInByApiKey(page, sandbox);
  await invoiceRows(page).nth(3).waitFor();
  // Payment terms come with the first sync.
  await page.getByText(/^Abgeglichen/).waitFor({ timeout: 60_000 });
  await writeInvoice(page, 'Gasthof Sonne', lines);
  await expect(total(page)).toContainText('1.887,34');

  await test.step('discounts per line and in total', async () => {
    await type(page, cell(page, 'Rabatt %', 3), '10');
    await expect(total(page)).toContainText('1.763,88');
    await page.getByRole('button', { name: 'Gesamtrabatt', exact: true }).click();
    const discount = page.getByLabel('Gesamtrabatt', { exact: true });
    await expect(discount).toBeFocused();
    await type(page, discount, '5');
    await expect(total(page)).toContainText('-88,19');
    await page.keyboard.press('Control+z');
  });

  await test.step('undo and redo, step by step', async () => {
    const remark = page.getByLabel('Schlusstext');
    await type(page, remark, 'Vielen Dank für Ihren Auftrag.');
    await page.getByRole('button', { name: 'Frühere Fassungen' }).focus();
    await page.keyboard.press('Control+z');
    await expect(remark).toHaveValue('');
    await page.keyboard.press('Control+y');
    await expect(remark).toHaveValue('Vielen Dank für Ihren Auftrag.');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+Shift+z');
    await expect(remark).toHaveValue('Vielen Dank für Ihren Auftrag.');
  });

  await test.step('lines are duplicated, moved and removed by keys, and the cursor stays with them', async () => {
    await cell(page, 'Bezeichnung', 2).focus();
    await page.keyboard.press('Control+d');
    expect(await names(page)).toEqual(['Beratung vor Ort', 'Anfahrt', 'Anfahrt', 'Pumpe']);
    await expect(cell(page, 'Bezeichnung', 3)).toBeFocused();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(cell(page, 'Bezeichnung', 4)).toBeFocused();
    expect(await names(page)).toEqual(['Beratung vor Ort', 'Anfahrt', 'Pumpe', 'Anfahrt']);
    await page.keyboard.press('Control+Shift+Backspace');
    expect(await names(page)).toEqual(['Beratung vor Ort', 'Anfahrt', 'Pumpe']);
  });

  await test.step('a period of supply, whose end must not lie before its beginning', async () => {
    await page.getByLabel('Art der Leistungszeit').selectOption({ label: 'Leistungszeitraum' });
    await type(page, page.getByRole('textbox', { name: 'Leistungszeitraum, Beginn' }), '1.3.2026');
    await type(page, page.getByRole('textbox', { name: 'Leistungszeitraum, Ende' }), '28.2.2026');
    await expect(page.getByRole('region', { name: 'Pflichtangaben' })).toContainText('Der Zeitraum endet');
    await type(page, page.getByRole('textbox', { name: 'Leistungszeitraum, Ende' }), '31.3.2026');
    await expect(page.getByRole('region', { name: 'Pflichtangaben' })).not.toContainText('Der Zeitraum endet');
  });

  await test.step('a payment term, a title and an introduction', async () => {
    const term = page.getByLabel('Zahlungsziel');
    await term.selectOption({ index: 1 });
    await page.getByText('Titel und Einleitung').click();
    await type(page, page.getByLabel('Titel', { exact: true }), 'Schlussrechnung');
    await type(page, page.getByLabel('Einleitung', { exact: true }), 'Wie besprochen berechnen wir:');
  });

  await test.step('from net to gross and back: what was typed stays, and counts as the other kind', async () => {
    const taxes = page.getByLabel('Preise und Umsatzsteuer');
    const before = await total(page).innerText();
    await taxes.selectOption('gross');
    await expect(cell(page, 'Preis €', 1)).toHaveValue('95,00');
    await expect(total(page)).toContainText('1.763,88');
    await expect(total(page)).toContainText('281,63');
    await taxes.selectOption('net');
    await expect(total(page)).toHaveText(before, { useInnerText: true });
  });

  await test.step('a kind of tax that wants a contact says so, and nothing is sent until it has one', async () => {
    const taxes = page.getByLabel('Preise und Umsatzsteuer');
    await taxes.selectOption('constructionService13b');
    await expect(page.getByRole('region', { name: 'Pflichtangaben' })).toContainText(/Kontakt/);
    await page.getByRole('button', { name: 'Als Entwurf senden' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Rechnung an Gasthof Sonne' })).toBeVisible();
    await taxes.selectOption('net');
    await expect(page.getByRole('region', { name: 'Pflichtangaben' })).toContainText('§ 14 UStG sind da');
  });

  await page.getByRole('button', { name: 'Senden und festschreiben' }).click();
  const dialog = page.getByRole('alertdialog');
  const shown = /über ([\d.]+,\d\d)/.exec(await dialog.innerText())?.[1];
  await dialog.getByRole('button', { name: 'Senden und festschreiben' }).click();
  await page.getByRole('heading', { level: 2, name: /^RE/ }).waitFor({ timeout: 60_000 });
  const sent = documentsOf(sandbox).find(({ contactName }) => contactName === 'Gasthof Sonne');
  const read = await fetch(`${sandbox.apiUrl}/v1/invoices/${sent?.id ?? ''}`, {
    headers: { authorization: `Bearer ${sandbox.company.apiKey}` },
  });
  const invoice = (await read.json()) as Record<string, unknown>;
  expect(invoice).toMatchObject({
    title: 'Schlussrechnung',
    introduction: 'Wie besprochen berechnen wir:',
    remark: 'Vielen Dank für Ihren Auftrag.',
    shippingConditions: {
      shippingType: 'serviceperiod',
      shippingDate: expect.stringContaining('2026-03-01') as unknown,
      shippingEndDate: expect.stringContaining('2026-03-31') as unknown,
    },
    lineItems: [{ name: 'Beratung vor Ort' }, { name: 'Anfahrt' }, { name: 'Pumpe', discountPercentage: 10 }],
  });
  const { totalGrossAmount } = invoice['totalPrice'] as { totalGrossAmount: number };
  expect(new Intl.NumberFormat('de', { minimumFractionDigits: 2 }).format(totalGrossAmount)).toBe(shown);
});
