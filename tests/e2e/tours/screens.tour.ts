import path from 'node:path';
import type { Page } from '@playwright/test';
import { setLook } from '../harness/page-api.ts';
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
      await page.screenshot({ path: path.join(output, `${name}-${locale}-${theme}.png`) });
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
    await shoot(first.page, '20-memory-only');
    await first.page.getByRole('button', { name: 'Sicherheit öffnen' }).click();
    const security = first.page.getByRole('region', { name: 'Sicherheit' });
    await security.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('vier zufällige Wörter am Montag');
    await shoot(first.page, '20-passphrase');
    await security.getByRole('textbox', { name: 'Passphrase wiederholen' }).fill('vier zufällige Wörter am Montag');
    await security.getByRole('button', { name: 'Passphrase festlegen' }).click();
    await security.getByText('Ihre Passphrase versiegelt sie').waitFor();
    sandbox.sandbox.admin.addFault({ kind: 'unavailable' });
    await goTo(first.page, 'Rechnungen');
    await first.page.getByRole('button', { name: 'Abgleichen' }).click();
    await first.page.getByText('Lexware hat gerade eine Störung').first().waitFor({ timeout: 60_000 });
    await shoot(first.page, '21-sync-failed');
    await first.close();
    const { page } = await start();
    await page.getByRole('heading', { name: 'Kontor ist verschlossen' }).waitFor({ timeout: 30_000 });
    await shoot(page, '22-unlock');
  });
});

test('every screen, in both themes and both languages', async ({ start, sandbox, systemBrowser }) => {
  const { page } = await start();
  await walkThroughScreens({ page, sandbox, systemBrowser, visit: (name) => shoot(page, name), withDecision: true });
});
