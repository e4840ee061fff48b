import type { Page } from '@playwright/test';
import { expectFocus, tabTo } from './harness/focus.ts';
import { documentsOf } from './harness/job.ts';
import './harness/page-api.ts';
import { invoiceRows, listHeading } from './harness/steps.ts';
import { expect, test } from './harness/test.ts';
import { until } from './harness/until.ts';

/** The key of each place, and its heading. */
const places = {
  '1': 'Übersicht',
  '3': 'Entwürfe',
  '4': 'Belege',
  '5': 'Kontakte',
  '6': 'Ausgang',
  ',': 'Einstellungen',
};

async function press(page: Page, keys: string, step: string): Promise<void> {
  await page.keyboard.press(keys);
  await expectFocus(page, step);
}

async function signIn(page: Page, key: string): Promise<void> {
  await tabTo(page, page.getByRole('button', { name: /^API-Schlüssel verwenden/ }));
  await press(page, 'Enter', 'opening the card');
  await expect(page.getByRole('textbox', { name: 'API-Schlüssel' })).toBeFocused();
  await page.keyboard.type(key);
  await page.keyboard.press('Enter');
  await listHeading(page).waitFor({ timeout: 30_000 });
  await expectFocus(page, 'signing in');
  await invoiceRows(page).nth(5).waitFor();
}

async function visitPlaces(page: Page): Promise<void> {
  for (const [key, heading] of Object.entries({ ...places, '2': 'Rechnungen' })) {
    await page.keyboard.press(key);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await expectFocus(page, `going to ${heading}`);
  }
}

/** Chooses the contact by the first letters, and leaves the field with the keyboard. */
async function chooseContact(page: Page, name: string): Promise<void> {
  await expect(page.getByLabel('Kontakt', { exact: true })).toBeFocused();
  await page.keyboard.type(name);
  const list = page.getByRole('listbox', { name: 'Kontakt' });
  await expect(list.getByRole('option', { selected: true })).toContainText(name);
  await expect(list.getByRole('option', { name: 'anlegen' })).toContainText(name);
  await press(page, 'Enter', 'choosing the contact');
  await expect(page.getByLabel('Kontakt', { exact: true })).toHaveValue(name);
}

/** Writes a line, column by column; the cursor is in its name already. */
async function writeLine(
  page: Page,
  number: number,
  cells: [name: string, amount: string, price: string],
): Promise<void> {
  const cell = (column: string) => page.getByLabel(`${column}, Position ${number}`);
  for (const [index, column] of ['Bezeichnung', 'Menge', 'Preis €'].entries()) {
    await tabTo(page, cell(column));
    await page.keyboard.press('Control+a');
    await page.keyboard.type(cells[index] ?? '');
    await expectFocus(page, `writing ${column} ${number}`);
  }
}

async function writeInvoice(page: Page, contact: string): Promise<void> {
  await page.keyboard.press('n');
  await page.getByRole('heading', { level: 1, name: 'Neue Rechnung' }).waitFor();
  await chooseContact(page, contact);
  await writeLine(page, 1, ['Beratung vor Ort', '6,5', '95']);
  await press(page, 'Enter', 'going on to the next line');
  await writeLine(page, 2, ['Anfahrt', '84', '0,42']);
}

async function finalise(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('alertdialog');
  await dialog.waitFor();
  await expectFocus(page, 'being asked');
  await tabTo(page, dialog.getByRole('button', { name: 'Senden und festschreiben' }));
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: /^Seite 1/ }).waitFor({ timeout: 30_000 });
  await expectFocus(page, 'sending');
}

/** A customer to whom an invoice can be written, as the app knows them. */
async function customerOf(page: Page): Promise<string> {
  return until('a customer', () =>
    page.evaluate(async () => {
      const answer = await window.kontor.contacts.search({ text: '', limit: 100 });
      return answer.ok ? answer.value.find(({ invoiceable, isCompany }) => invoiceable && isCompany)?.name : undefined;
    }),
  );
}

test('the main job is done without a mouse, and the keyboard is never nowhere', async ({ start, sandbox }) => {
  const { page } = await start();
  const before = documentsOf(sandbox).length;
  await signIn(page, sandbox.company.apiKey);
  const contact = await customerOf(page);
  await visitPlaces(page);
  await writeInvoice(page, contact);
  await finalise(page);
  await until('the invoice in the sandbox', () => documentsOf(sandbox).length > before);

  await page.keyboard.press('6');
  await page.getByRole('option', { name: new RegExp(`${contact}.*In Lexware`) }).waitFor();
  await expectFocus(page, 'looking into the outbox');

  await page.keyboard.press('2');
  await listHeading(page).waitFor();
  await press(page, '/', 'going to the search');
  await expect(page.getByLabel('Rechnungen durchsuchen')).toBeFocused();
  await page.keyboard.type(contact);
  await expect(invoiceRows(page).first()).toContainText(contact);
  await press(page, 'Enter', 'going into the list');
  await press(page, 'ArrowDown', 'choosing the invoice');
  await page.getByRole('img', { name: /^Seite 1/ }).waitFor({ timeout: 30_000 });
  await press(page, 'Enter', 'going into the invoice');
  await expect(page.getByRole('region', { name: 'Rechnung im Einzelnen' })).toBeFocused();
  await tabTo(page, page.getByRole('tab', { name: 'Dokument' }));
  await press(page, 'ArrowRight', 'changing the tab');
  await tabTo(page, page.getByRole('grid', { name: 'Rechnungsliste' }), 'Shift+Tab');
  await expectFocus(page, 'going back');
});
