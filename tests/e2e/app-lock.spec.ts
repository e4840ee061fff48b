import type { ElectronApplication, Page } from '@playwright/test';
import { axeFindingsLocked, axeFindings } from './harness/axe.ts';
import { searchBytes } from './harness/byte-search.ts';
import { dropFiles, receiptFile, receiptRow } from './harness/receipts.ts';
import { enterApiKey, goTo, listHeading, signInByApiKey, writeInvoice } from './harness/steps.ts';
import { expect, test } from './harness/test.ts';

const passphrase = 'Kranich im Nebel';
const recipient = 'Gasthof Sonne';
const line = { name: 'Beratung vor Ort', quantity: '6,5', price: '95' };
/** What somebody could read over the shoulder before it was locked. */
const secrets = [recipient, line.name, 'Nordlicht'];

const heading = (page: Page) => page.getByRole('heading', { name: 'Kontor ist gesperrt' });
const field = (page: Page) => page.getByRole('textbox', { name: 'Passphrase' });

async function turnOn(page: Page): Promise<void> {
  await goTo(page, 'Einstellungen');
  const section = page.getByRole('region', { name: 'App-Sperre' });
  await expect(section).toContainText('Die App-Sperre ist ausgeschaltet');
  await section.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase);
  await section.getByRole('textbox', { name: 'Passphrase wiederholen' }).fill(passphrase);
  await section.getByRole('button', { name: 'App-Sperre einschalten' }).click();
  await expect(section).toContainText('Die App-Sperre ist eingeschaltet');
}

async function open(page: Page, typed: string): Promise<void> {
  await field(page).fill(typed);
  await page.keyboard.press('Enter');
}

/** As the system tells it when its own screen is locked. */
function lockSystem(electron: ElectronApplication): Promise<unknown> {
  return electron.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
}

/** All that is in the document, and what the window and its menu say. */
async function readable(electron: ElectronApplication, page: Page): Promise<string> {
  const menu = await electron.evaluate(({ Menu, BrowserWindow }) => {
    const labels = (items: Electron.MenuItem[]): string[] =>
      items.flatMap(({ label, submenu }) => [label, ...labels(submenu?.items ?? [])]);
    const titles = BrowserWindow.getAllWindows().map((window) => window.getTitle());
    return [...labels(Menu.getApplicationMenu()?.items ?? []), ...titles];
  });
  return [await page.content(), ...menu].join('\n');
}

test('a locked app shows and answers nothing, and comes back as it was, to the last letter', async ({
  start,
  sandbox,
  home,
}, testInfo) => {
  const { electron, page } = await start();
  await signInByApiKey(page, sandbox);
  await turnOn(page);
  expect.soft(await axeFindings(page), 'the settings of the lock').toEqual([]);
  await page.getByRole('region', { name: 'App-Sperre' }).screenshot({ path: testInfo.outputPath('settings.png') });
  await goTo(page, 'Rechnungen');
  await writeInvoice(page, recipient, [line]);
  const title = page.getByLabel('Bezeichnung, Position 1');
  await title.fill('Beratung vor Ort, zweiter Tag');
  // Before typing has rested.
  await page.keyboard.press('ControlOrMeta+Shift+L');
  await expect(heading(page)).toBeVisible();
  await expect(field(page)).toBeFocused();
  await expect.poll(async () => (await page.evaluate(() => window.kontor.lock.status())).ok).toBe(true);
  await page.screenshot({ path: testInfo.outputPath('locked-light.png') });

  const seen = await readable(electron, page);
  for (const secret of secrets) expect(seen).not.toContain(secret);
  expect.soft(await axeFindingsLocked(page), 'the locked app').toEqual([]);
  const answers = await page.evaluate(async () => {
    const { invoices, drafts, organisations, settings } = window.kontor;
    return Promise.all([invoices.list({}), drafts.list(), organisations.list(), settings.get()]);
  });
  for (const answer of answers) expect(answer).toEqual({ ok: false, error: { code: 'app_locked' } });
  // Keys of the screens behind do nothing.
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.press('Escape');

  await open(page, 'Kranich im Regen');
  await expect(page.getByText('Diese Passphrase stimmt nicht')).toBeVisible();
  await expect(field(page)).toBeFocused();
  await open(page, passphrase);
  await expect(title).toHaveValue('Beratung vor Ort, zweiter Tag');
  await expect(title).toBeFocused();
  await expect(heading(page)).toHaveCount(0);
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await lockSystem(electron);
  await expect(heading(page)).toBeVisible();
  await dropFiles(page, [receiptFile('plain.pdf')]);
  await expect(page.getByText('Eine Datei wartet')).toBeVisible();
  await open(page, passphrase);
  await goTo(page, 'Belege');
  await expect(receiptRow(page, 'plain.pdf')).toBeVisible();
  await goTo(page, 'Entwürfe');
  await expect(page.getByText(recipient).first()).toBeVisible();
  expect(searchBytes(home.written, [passphrase]), 'the passphrase in files').toEqual([]);
});

test('the app starts locked, and who forgot the passphrase signs in anew and finds everything', async ({
  start,
  sandbox,
}, testInfo) => {
  const first = await start();
  await signInByApiKey(first.page, sandbox);
  await turnOn(first.page);
  await first.page.evaluate(() => window.kontor.settings.set({ theme: 'dark' }));
  await goTo(first.page, 'Rechnungen');
  await writeInvoice(first.page, recipient, [line]);
  await expect(first.page.getByText(/^Gespeichert um/)).toBeVisible();
  await first.close();

  const { electron, page } = await start();
  await expect(heading(page)).toBeVisible({ timeout: 30_000 });
  await expect(field(page)).toBeFocused();
  await page.screenshot({ path: testInfo.outputPath('locked-dark.png') });
  for (const secret of secrets) expect(await readable(electron, page)).not.toContain(secret);
  for (const typed of ['falsch eins', 'falsch zwei', 'falsch drei']) {
    await open(page, typed);
    await expect(page.getByText('Diese Passphrase stimmt nicht')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Entsperren' })).toBeEnabled();
  }
  await page.getByText('Passphrase vergessen?').click();
  await page.screenshot({ path: testInfo.outputPath('forgotten-dark.png'), fullPage: true });
  expect.soft(await axeFindingsLocked(page), 'the way on without the passphrase').toEqual([]);
  await page.getByRole('textbox', { name: /abmelden/ }).fill('abmelden');
  await page.getByRole('button', { name: 'Überall abmelden' }).click();
  await expect(page.getByRole('button', { name: 'Im Browser anmelden' })).toBeVisible();
  for (const secret of secrets) expect(await readable(electron, page)).not.toContain(secret);
  await enterApiKey(page, sandbox.company.apiKey);
  await listHeading(page).waitFor({ timeout: 30_000 });
  await goTo(page, 'Entwürfe');
  await expect(page.getByText(recipient).first()).toBeVisible();
});
