import type { Page } from '@playwright/test';
import type { TestSandbox } from './sandbox.ts';
import { goTo, invoiceRows, openBrowser, signInByApiKey, writeInvoice } from './steps.ts';
import type { SystemBrowser } from './system-browser.ts';

export interface WalkParts {
  page: Page;
  sandbox: TestSandbox;
  systemBrowser: SystemBrowser;
  /** Called on every screen; the language is German then, and must be again when it is done. */
  visit: (name: string) => Promise<void>;
}

/** Leads through every screen and state of a fresh app that is worth looking at. */
export async function walkThroughScreens(parts: WalkParts): Promise<void> {
  await walkSignIn(parts);
  await walkInvoices(parts);
  await walkReading(parts);
  await walkWriting(parts);
}

async function walkSignIn({ page, sandbox, systemBrowser, visit }: WalkParts): Promise<void> {
  const keyCard = page.getByRole('button', { name: /^API-Schlüssel verwenden/ });
  await page.getByRole('button', { name: 'Im Browser anmelden' }).waitFor();
  await visit('01-sign-in');
  await keyCard.click();
  await visit('02-sign-in-key');
  await keyCard.click();
  await openBrowser(page);
  await systemBrowser.tab(sandbox.issuer);
  await visit('03-sign-in-waiting');
  await page.getByRole('button', { name: 'Abbrechen' }).click();
  await signInByApiKey(page, sandbox);
}

async function walkInvoices({ page, visit }: WalkParts): Promise<void> {
  await invoiceRows(page).nth(5).waitFor();
  await visit('04-invoices');
  await page.getByRole('gridcell', { name: 'Überfällig' }).first().click();
  await page.getByRole('img', { name: /Seite 1/ }).waitFor();
  await visit('05-invoice');
  await page.getByRole('tab', { name: 'Angaben' }).click();
  await visit('05-invoice-fields');
  await page.getByRole('grid').press('ArrowDown');
  await page.getByRole('grid').press(' ');
  await visit('05-invoices-marked');
  await page.getByRole('grid').press('Escape');
  await page.getByRole('tab', { name: 'Dokument' }).click();
  await page.getByLabel('Rechnungen durchsuchen').fill('gibt es nicht');
  await page.getByText('Nichts gefunden').waitFor();
  await visit('06-nothing-found');
  await page.getByLabel('Rechnungen durchsuchen').fill('');
}

async function walkReading({ page, visit }: WalkParts): Promise<void> {
  await goTo(page, 'Übersicht');
  await page.getByRole('heading', { name: 'Wer am meisten schuldet' }).waitFor();
  await visit('06-overview');
  await goTo(page, 'Kontakte');
  await page.getByRole('row').nth(2).click();
  await page.getByRole('region', { name: 'Kontakt im Einzelnen' }).getByRole('heading').first().waitFor();
  await visit('06-contacts');
  await goTo(page, 'Rechnungen');
}

async function walkWriting({ page, visit }: WalkParts): Promise<void> {
  await goTo(page, 'Entwürfe');
  await visit('07-drafts-empty');
  await goTo(page, 'Ausgang');
  await visit('08-outbox-empty');
  await goTo(page, 'Rechnungen');
  await page.getByRole('button', { name: 'Neue Rechnung' }).first().click();
  await page.getByRole('button', { name: 'Senden und festschreiben' }).click();
  await visit('09-editor-incomplete');
  await goTo(page, 'Rechnungen');
  await writeInvoice(page, 'Gasthof Sonne, Maria Keller', [
    { name: 'Beratung vor Ort', quantity: '6,5', price: '95' },
    { name: 'Anfahrt', quantity: '84', price: '0,42' },
  ]);
  await visit('10-editor');
  await page.getByRole('button', { name: 'Senden und festschreiben' }).click();
  await page.getByRole('alertdialog').or(page.getByRole('dialog')).waitFor();
  await visit('11-finalise');
  await page.keyboard.press('Escape');
  await goTo(page, 'Entwürfe');
  await visit('12-drafts');
  await goTo(page, 'Einstellungen');
  await visit('13-settings');
}
