import path from 'node:path';
import type { Page } from '@playwright/test';
import { setLook } from '../harness/page-api.ts';
import { goTo, invoiceRows, openBrowser, signInByApiKey, writeInvoice } from '../harness/steps.ts';
import { test } from '../harness/test.ts';

const output = path.join(process.env['KONTOR_E2E_OUTPUT'] ?? 'out', 'screens');
const themes = ['light', 'dark'] as const;
const locales = ['de', 'en'] as const;

test.setTimeout(600_000);

/** Takes the picture of what is shown in both themes and both languages, and goes back to where it was. */
async function shoot(page: Page, name: string): Promise<void> {
  for (const locale of locales) {
    for (const theme of themes) {
      await setLook(page, theme, locale);
      await page.screenshot({ path: path.join(output, `${name}-${locale}-${theme}.png`) });
    }
  }
  await setLook(page, 'light', 'de');
}

test('every screen, in both themes and both languages', async ({ start, sandbox, systemBrowser }) => {
  const { page } = await start();
  await page.getByRole('button', { name: 'Im Browser anmelden' }).waitFor();
  await shoot(page, '01-sign-in');
  await page.getByRole('button', { name: /^API-Schlüssel verwenden/ }).click();
  await shoot(page, '02-sign-in-key');
  await page.getByRole('button', { name: /^API-Schlüssel verwenden/ }).click();
  await openBrowser(page);
  await systemBrowser.tab(sandbox.issuer);
  await shoot(page, '03-sign-in-waiting');
  await page.getByRole('button', { name: 'Abbrechen' }).click();
  await signInByApiKey(page, sandbox);
  await invoiceRows(page).nth(5).waitFor();
  await shoot(page, '04-invoices');
  await page.getByRole('gridcell', { name: 'Überfällig' }).first().click();
  await page.getByRole('img', { name: /Seite 1/ }).waitFor();
  await shoot(page, '05-invoice');
  await page.getByLabel('Rechnungen durchsuchen').fill('gibt es nicht');
  await page.getByText('Nichts gefunden').waitFor();
  await shoot(page, '06-nothing-found');
  await goTo(page, 'Entwürfe');
  await shoot(page, '07-drafts-empty');
  await goTo(page, 'Ausgang');
  await shoot(page, '08-outbox-empty');
  await page.getByRole('button', { name: 'Neue Rechnung' }).first().click();
  await page.getByRole('button', { name: 'Senden und festschreiben' }).click();
  await shoot(page, '09-editor-incomplete');
  await goTo(page, 'Rechnungen');
  await writeInvoice(page, 'Gasthof Sonne, Maria Keller', [
    { name: 'Beratung vor Ort', quantity: '6,5', price: '95' },
    { name: 'Anfahrt', quantity: '84', price: '0,42' },
  ]);
  await shoot(page, '10-editor');
  await page.getByRole('button', { name: 'Senden und festschreiben' }).click();
  await page.getByRole('alertdialog').or(page.getByRole('dialog')).waitFor();
  await shoot(page, '11-finalise');
  await page.keyboard.press('Escape');
  await goTo(page, 'Entwürfe');
  await shoot(page, '12-drafts');
  await goTo(page, 'Einstellungen');
  await shoot(page, '13-settings');
});
