import type { Locator, Page } from '@playwright/test';
import type { Company, TestSandbox } from './sandbox.ts';
import type { SystemBrowser } from './system-browser.ts';

/** Logs in on the sandbox's pages in the system browser, and allows the access. */
export async function consentInBrowser(browser: SystemBrowser, issuer: string, company: Company): Promise<void> {
  const tab = await browser.tab(issuer);
  await tab.getByLabel('Benutzername').fill(company.user);
  await tab.getByLabel('Passwort').fill(company.password);
  await tab.getByRole('button', { name: 'Anmelden' }).click();
  // The answer to this click is a redirect out of the browser, which it never reports as a finished navigation.
  await tab.getByRole('button', { name: 'Zugriff erlauben' }).click({ noWaitAfter: true });
}

/** The heading of the invoice list, where the app is after a sign-in. */
export function listHeading(page: Page): Locator {
  return page.getByRole('heading', { level: 1, name: 'Rechnungen' });
}

/** Opens the system browser by the button of the first start. */
export async function openBrowser(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Im Browser anmelden' }).click();
}

/** The whole sign-in of the first start, as a user does it. */
export async function signInByBrowser(page: Page, browser: SystemBrowser, sandbox: TestSandbox): Promise<void> {
  await openBrowser(page);
  await consentInBrowser(browser, sandbox.issuer, sandbox.company);
  await listHeading(page).waitFor({ timeout: 30_000 });
}

/** Types an API key into the first start's card and sends it. */
export async function enterApiKey(page: Page, key: string): Promise<void> {
  await page.getByRole('button', { name: /^API-Schlüssel verwenden/ }).click();
  await page.getByRole('textbox', { name: 'API-Schlüssel' }).fill(key);
  await page.getByRole('button', { name: 'Verbinden' }).click();
}

/** Signs in by API key, without a browser. */
export async function signInByApiKey(page: Page, sandbox: TestSandbox): Promise<void> {
  await enterApiKey(page, sandbox.company.apiKey);
  await listHeading(page).waitFor({ timeout: 30_000 });
}

/** The rows of the invoice list, without its header. */
export function invoiceRows(page: Page): Locator {
  return page
    .getByRole('grid', { name: 'Rechnungsliste' })
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });
}

/** Goes to a place of the rail. */
export async function goTo(
  page: Page,
  place: 'Übersicht' | 'Rechnungen' | 'Entwürfe' | 'Belege' | 'Kontakte' | 'Ausgang' | 'Einstellungen',
): Promise<void> {
  await page.getByRole('navigation', { name: 'Bereiche' }).getByRole('button', { name: place }).click();
}

/** One priced line of an invoice, as it is typed. */
export interface LineInput {
  name: string;
  quantity: string;
  price: string;
}

/** Writes a line of the open editor; `number` counts from 1. */
export async function fillLine(page: Page, number: number, line: LineInput): Promise<void> {
  const cell = (column: string): Locator => page.getByLabel(`${column}, Position ${number}`);
  await cell('Bezeichnung').fill(line.name);
  await cell('Menge').fill(line.quantity);
  await cell('Preis €').fill(line.price);
  await cell('Preis €').blur();
}

/** Opens the editor with a new invoice to a one-time recipient. */
export async function writeInvoice(page: Page, name: string, lines: LineInput[]): Promise<void> {
  await page.getByRole('button', { name: 'Neue Rechnung' }).first().click();
  await page.getByLabel('Kontakt', { exact: true }).fill(name);
  await page.getByText(`„${name}“ als einmalige Adresse`).click();
  await page.getByLabel('Straße und Nummer').fill('Lindenweg 4');
  await page.getByLabel('PLZ').fill('79098');
  await page.getByLabel('Ort', { exact: true }).fill('Freiburg');
  for (const [index, line] of lines.entries()) {
    if (index > 0) await page.getByRole('button', { name: 'Position', exact: true }).click();
    await fillLine(page, index + 1, line);
  }
}
