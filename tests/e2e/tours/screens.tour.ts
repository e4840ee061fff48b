import fs from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createServer } from 'vite';
import { checkout } from '../harness/home.ts';
import { setLook } from '../harness/page-api.ts';
import { printBy } from '../harness/print.ts';
import { dropFiles, receiptFile, receiptRow } from '../harness/receipts.ts';
import { goTo, invoiceRows, signInByApiKey } from '../harness/steps.ts';
import { test } from '../harness/test.ts';
import { walkThroughScreens } from '../harness/walk.ts';

const output = path.join(process.env['KONTOR_E2E_OUTPUT'] ?? 'out', 'screens');
const themes = ['light', 'dark'] as const;
const locales = ['de', 'en'] as const;

test.setTimeout(600_000);

/** Takes the picture of what is shown in both themes and both languages, and goes back to where it was. */
async function shoot(page: Page, name: string): Promise<void> {
  for (const locale of locales) {
    for (const theme of themes) {
      await setLook(page, theme, locale);
      // What still glides into its new colour is shown where it ends.
      await page.screenshot({ path: path.join(output, `${name}-${locale}-${theme}.png`), animations: 'disabled' });
    }
  }
  await setLook(page, 'light', 'de');
}

test.describe('where nothing seals secrets', () => {
  test.use({ keyring: 'none' });

  test('what is said without a keyring, and how a passphrase locks', async ({ start, sandbox }) => {
    const first = await start();
    await signInByApiKey(first.page, sandbox);
    await invoiceRows(first.page).nth(5).waitFor();
    await shoot(first.page, '30-memory-only');
    await first.page.getByRole('button', { name: 'Sicherheit öffnen' }).click();
    const security = first.page.getByRole('region', { name: 'Sicherheit' });
    await security.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('vier zufällige Wörter am Montag');
    await shoot(first.page, '31-passphrase');
    await security.getByRole('textbox', { name: 'Passphrase wiederholen' }).fill('vier zufällige Wörter am Montag');
    await security.getByRole('button', { name: 'Passphrase festlegen' }).click();
    await security.getByText('Ihre Passphrase versiegelt sie').waitFor();
    sandbox.sandbox.admin.addFault({ kind: 'unavailable' });
    await goTo(first.page, 'Rechnungen');
    await first.page.getByRole('button', { name: 'Abgleichen', exact: true }).click();
    await first.page.getByText('Lexware hat gerade eine Störung').first().waitFor({ timeout: 60_000 });
    await shoot(first.page, '32-sync-failed');
    // The session of the tests has no network to take away: Electron is asked once more, and says there is none.
    await first.electron.evaluate(({ net }) => Object.assign(net, { isOnline: () => false }));
    await first.page.getByText('Keine Verbindung zum Internet').first().waitFor();
    await shoot(first.page, '33-offline');
    await first.close();
    const { page } = await start();
    await page.getByRole('heading', { name: 'Kontor ist verschlossen' }).waitFor({ timeout: 30_000 });
    await shoot(page, '34-unlock');
  });
});

test('every screen, in both themes and both languages', async ({ start, sandbox, systemBrowser }) => {
  const { page } = await start();
  await walkThroughScreens({ page, sandbox, systemBrowser, visit: (name) => shoot(page, name), withDecision: true });
});

test('a receipt on paper, in both languages', async ({ start, sandbox }) => {
  const { page, electron } = await start();
  await signInByApiKey(page, sandbox);
  await goTo(page, 'Belege');
  await page.getByText('Noch keine Belege').waitFor();
  fs.mkdirSync(output, { recursive: true });
  await dropFiles(page, [receiptFile('reverse-charge-ubl.xml'), receiptFile('xrechnung-cii.xml')]);
  for (const kind of ['XRechnung · UBL', 'XRechnung · CII']) {
    await receiptRow(page, kind).click();
    for (const locale of locales) {
      await setLook(page, 'dark', locale);
      const button = page.getByRole('button', { name: locale === 'de' ? 'Drucken' : 'Print', exact: true });
      const pdf = await printBy({ page, electron }, button, page.locator('.print-sheet'));
      fs.writeFileSync(path.join(output, `29-receipt-paper-${kind.slice(-3)}-${locale}.pdf`), pdf);
    }
    await setLook(page, 'light', 'de');
  }
});

test('the gallery of the kit', async () => {
  // Its texts are compiled already: who leads the tour may not write into the checkout.
  const vite = await createServer({
    configFile: false,
    root: path.join(checkout, 'renderer'),
    cacheDir: path.join(output, '../vite'),
    plugins: [svelte({ configFile: path.join(checkout, 'svelte.config.js') })],
    server: { host: '127.0.0.1' },
  });
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
  try {
    await vite.listen();
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${vite.resolvedUrls?.local[0] ?? ''}gallery/`);
    for (const theme of ['Light', 'Dark'] as const) {
      await page.getByRole('radio', { name: theme }).check({ force: true });
      const height = await page.locator('.gallery').evaluate(({ scrollHeight }) => scrollHeight);
      await page.setViewportSize({ width: 1440, height });
      await page.screenshot({ path: path.join(output, `40-gallery-${theme.toLowerCase()}.png`) });
    }
  } finally {
    await browser.close();
    await vite.close();
  }
});
