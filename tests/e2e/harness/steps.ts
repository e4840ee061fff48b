import type { Page } from '@playwright/test';
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

/** The whole sign-in of the first start, as a user does it. */
export async function signInByBrowser(page: Page, browser: SystemBrowser, sandbox: TestSandbox): Promise<void> {
  await page.getByRole('button', { name: 'Im Browser anmelden' }).click();
  await consentInBrowser(browser, sandbox.issuer, sandbox.company);
  await page.getByRole('heading', { level: 1, name: 'Rechnungen' }).waitFor({ timeout: 30_000 });
}
