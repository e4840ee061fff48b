import type { Page } from '@playwright/test';
import { walkReceipts, walkSentReceipts } from './receipts-walk.ts';
import type { TestSandbox } from './sandbox.ts';
import { fillLine, goTo, invoiceRows, openBrowser, signInByApiKey, writeInvoice } from './steps.ts';
import type { SystemBrowser } from './system-browser.ts';
import { leaveUndecided } from './undecided.ts';

export interface WalkParts {
  page: Page;
  sandbox: TestSandbox;
  systemBrowser: SystemBrowser;
  /** Called on every screen; the language is German then, and must be again when it is done. */
  visit: (name: string) => Promise<void>;
  /** Also to an operation that the user has to decide on, which takes Kontor more than a minute to find out. */
  withDecision?: boolean;
}

/** Leads through every screen and state of a fresh app that is worth looking at. */
export async function walkThroughScreens(parts: WalkParts): Promise<void> {
  await walkSignIn(parts);
  await walkEmpty(parts);
  if (parts.withDecision === true) await leaveUndecided(parts.page, parts.sandbox);
  await walkInvoices(parts);
  await walkReading(parts);
  await walkOverlays(parts);
  await walkReceipts(parts);
  await walkWriting(parts);
  await walkSettings(parts);
  if (parts.withDecision === true) await walkOutbox(parts);
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
  await invoiceRows(page).nth(5).waitFor();
}

async function walkEmpty({ page, visit }: WalkParts): Promise<void> {
  await goTo(page, 'Entwürfe');
  await visit('04-drafts-empty');
  await goTo(page, 'Ausgang');
  await visit('04-outbox-empty');
  await goTo(page, 'Rechnungen');
}

async function walkInvoices({ page, visit, withDecision = false }: WalkParts): Promise<void> {
  await invoiceRows(page).nth(5).waitFor();
  await visit('05-invoices');
  await page.getByRole('gridcell', { name: 'Überfällig' }).first().click();
  await page.getByRole('img', { name: /Seite 1/ }).waitFor();
  await visit('06-invoice');
  await page.getByRole('tab', { name: 'Angaben' }).click();
  await visit('06-invoice-fields');
  await page.getByRole('tab', { name: 'XML' }).click();
  await page.getByRole('region', { name: 'XML der E-Rechnung' }).waitFor();
  await visit('06-invoice-xml');
  for (const key of ['ArrowDown', ' ', 'ArrowDown', ' ', 'ArrowDown', 'ArrowDown', ' ']) {
    await page.getByRole('grid').press(key);
  }
  await page.getByRole('region', { name: 'XML der E-Rechnung' }).waitFor();
  await visit('06-invoices-marked');
  await page.getByRole('grid').press('Escape');
  await page.getByRole('tab', { name: 'Dokument' }).click();
  await page.getByRole('button', { name: 'Nach Datum und Betrag filtern' }).click();
  await page.getByRole('dialog', { name: 'Datum und Betrag' }).waitFor();
  await visit('06-filter');
  await walkView({ page, visit, withDecision });
  await page.getByRole('grid').focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menu').waitFor();
  await visit('06-invoice-menu');
  await page.keyboard.press('Escape');
  await page.getByLabel('Rechnungen durchsuchen').fill('gibt es nicht');
  await page.getByText('Nichts gefunden').waitFor();
  await visit('07-nothing-found');
  await page.getByLabel('Rechnungen durchsuchen').fill('');
}

/** The filter that stands open is set, and kept under a name; then the list is whole again. */
async function walkView({
  page,
  visit,
  withDecision,
}: Pick<WalkParts, 'page' | 'visit' | 'withDecision'>): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Rechnungsdatum von' }).fill('1.7.2026');
  await dialog.getByRole('textbox', { name: 'Betrag von' }).fill('1000');
  await dialog.getByRole('button', { name: 'Filtern' }).click();
  await page.getByRole('list', { name: 'Gesetzte Filter' }).waitFor();
  await page.getByRole('button', { name: 'Ansichten und Export' }).click();
  await page.getByRole('menuitem', { name: 'Diese Ansicht merken' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Große Rechnungen seit Juli');
  await visit('06-view-save');
  await dialog.getByRole('button', { name: 'Merken' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Ansichten und Export' }).click();
  await page.getByRole('menuitemradio', { name: /Große Rechnungen/ }).waitFor();
  // At 200 % the open menu lies over half of the window, as menus do.
  if (withDecision === true) await visit('06-views');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Filter „.* entfernen/ }).click();
  await page.getByRole('list', { name: 'Gesetzte Filter' }).waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: /^Zeitraum/ }).click();
  await page.getByRole('menuitemradio', { name: 'Alle Zeiten' }).click();
  await page.getByRole('button', { name: 'Zeitraum: Alle Zeiten' }).waitFor();
}

async function walkReading({ page, visit }: WalkParts): Promise<void> {
  await goTo(page, 'Übersicht');
  await page.getByRole('heading', { name: 'Wer am meisten schuldet' }).waitFor();
  await visit('08-overview');
  await goTo(page, 'Kontakte');
  await page.getByRole('row', { name: /^Fahrradladen Brandt/ }).click();
  await page.getByRole('region', { name: 'Kontakt im Einzelnen' }).getByRole('heading').first().waitFor();
  await visit('09-contacts');
  await page.getByRole('button', { name: 'Neuer Kontakt' }).click();
  await page.getByRole('button', { name: 'Kontakt anlegen' }).click();
  await visit('09-new-contact');
  await page.keyboard.press('Escape');
}

/** What lies over the frame: the palette, the keys, the companies. */
async function walkOverlays({ page, visit }: WalkParts): Promise<void> {
  await goTo(page, 'Rechnungen');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Befehle und Suche' }).getByRole('option').first().waitFor();
  await visit('10-palette');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Tasten' }).waitFor();
  await visit('10-shortcuts');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: /Firma wechseln/ }).click();
  await page.getByRole('option', { name: 'Abmelden' }).waitFor();
  await visit('10-switcher');
  await page.getByRole('option', { name: 'Abmelden' }).click();
  await page.getByRole('alertdialog').waitFor();
  await visit('10-sign-out');
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').waitFor({ state: 'hidden' });
}

async function walkWriting({ page, visit }: WalkParts): Promise<void> {
  await goTo(page, 'Rechnungen');
  await page.getByRole('button', { name: 'Neue Rechnung' }).first().click();
  await page.getByRole('button', { name: 'Senden und festschreiben' }).click();
  await visit('11-editor-incomplete');
  await goTo(page, 'Rechnungen');
  await writeInvoice(page, 'Gasthof Sonne, Maria Keller', [
    { name: 'Beratung vor Ort', quantity: '6,5', price: '95' },
    { name: 'Anfahrt', quantity: '84', price: '0,42' },
  ]);
  await page.getByText(/^Gespeichert um/).waitFor();
  await visit('12-editor');
  await page.getByRole('button', { name: 'Senden und festschreiben' }).click();
  await page.getByRole('alertdialog').waitFor();
  await visit('13-finalise');
  await page.keyboard.press('Escape');
  await page.getByText(/^Gespeichert um/).waitFor();
  await fillLine(page, 2, { name: 'Anfahrt', quantity: '120', price: '0,42' });
  await page.getByRole('button', { name: 'Frühere Fassungen' }).click();
  await page.getByRole('dialog', { name: 'Frühere Fassungen' }).getByRole('radio').first().waitFor();
  await visit('14-versions');
  await page.keyboard.press('Escape');
  await goTo(page, 'Rechnungen');
  await walkElectronicInvoice({ page, visit });
  await goTo(page, 'Entwürfe');
  await page
    .getByRole('button', { name: /^Gasthof Sonne/ })
    .first()
    .focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menu').waitFor();
  await visit('15-drafts');
  await page.keyboard.press('Escape');
}

/** An invoice to an authority: XRechnung, discounts, a period, and a text line. */
async function walkElectronicInvoice({ page, visit }: Pick<WalkParts, 'page' | 'visit'>): Promise<void> {
  await page.getByRole('button', { name: 'Neue Rechnung' }).first().click();
  await page.getByLabel('Kontakt', { exact: true }).fill('Landeshauptstadt');
  await page
    .getByRole('option', { name: /Landeshauptstadt Kiel/ })
    .first()
    .click();
  await fillLine(page, 1, { name: 'Wartung der Anlage', quantity: '3', price: '1.234,56' });
  await page.getByLabel('Leitweg-ID (XRechnung)').waitFor();
  await page.getByLabel('Rabatt %, Position 1').fill('5');
  await page.getByRole('button', { name: 'Textzeile' }).click();
  await page.getByLabel('Text, Position 2').fill('Ausgeführt an zwei Tagen, ohne Betriebsunterbrechung');
  await page.getByLabel('Art der Leistungszeit').selectOption({ label: 'Leistungszeitraum' });
  await page.getByRole('textbox', { name: 'Leistungszeitraum, Ende' }).fill('heute');
  await page.getByLabel('Schlusstext').fill('Vielen Dank für Ihren Auftrag.');
  await page.getByRole('button', { name: 'Gesamtrabatt' }).first().click();
  await page.getByLabel('Gesamtrabatt', { exact: true }).fill('2');
  await page.getByLabel('Schlusstext').focus();
  await page.getByText(/^Gespeichert um/).waitFor();
  await visit('12-editor-xrechnung');
}

async function walkSettings({ page, visit }: WalkParts): Promise<void> {
  await goTo(page, 'Einstellungen');
  await visit('16-settings');
  const backups = page.getByRole('region', { name: 'Sicherungen' });
  await backups.getByRole('button', { name: 'Jetzt sichern' }).click();
  await backups.getByRole('cell', { name: 'von Ihnen angelegt' }).first().waitFor();
  // The security settings stand right above the backups: both in one picture.
  await backups.getByRole('button', { name: 'Jetzt sichern' }).scrollIntoViewIfNeeded();
  await visit('17-safety');
  await backups
    .getByRole('button', { name: /^Sicherung vom .* wiederherstellen/ })
    .first()
    .click();
  await page.getByRole('alertdialog').or(page.getByRole('dialog')).waitFor();
  await visit('17-restore');
  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: 'Über Kontor' }).getByRole('button').last().scrollIntoViewIfNeeded();
  await visit('17-about');
}

/** The outbox after work: receipts that have arrived, and an invoice that the user has to decide on. */
async function walkOutbox({ page, visit }: WalkParts): Promise<void> {
  await walkSentReceipts({ page, visit });
  await goTo(page, 'Ausgang');
  const operation = page.getByRole('option', { name: /Ihre Entscheidung/ }).first();
  await operation.waitFor({ timeout: 120_000 });
  await operation.click();
  await page.getByRole('group', { name: 'Nichts davon' }).waitFor();
  await visit('18-decision');
}
