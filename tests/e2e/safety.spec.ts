import type { Page } from '@playwright/test';
import { axeFindings } from './harness/axe.ts';
import { searchBytes } from './harness/byte-search.ts';
import { fillLine, goTo, listHeading, signInByApiKey, writeInvoice } from './harness/steps.ts';
import { expect, test } from './harness/test.ts';

const recipient = 'Gasthof Sonne';
const line = { name: 'Beratung vor Ort', quantity: '6,5', price: '95' };

async function writeDraft(page: Page): Promise<void> {
  await goTo(page, 'Rechnungen');
  await writeInvoice(page, recipient, [line]);
  await expect(page.getByText(/^Gespeichert um/)).toBeVisible();
  await goTo(page, 'Entwürfe');
}

async function openDraft(page: Page): Promise<void> {
  await goTo(page, 'Entwürfe');
  await page.getByText(recipient).first().click();
  await page.getByRole('heading', { level: 1, name: `Rechnung an ${recipient}` }).waitFor();
}

test.describe('without a keyring', () => {
  test.use({ keyring: 'none' });

  test('a passphrase keeps sign-in and drafts over a restart, and only the right one opens them', async ({
    start,
    sandbox,
    home,
  }) => {
    const passphrase = 'vier zufällige Wörter am Montag';
    const first = await start();
    await signInByApiKey(first.page, sandbox);
    await goTo(first.page, 'Einstellungen');
    const security = first.page.getByRole('region', { name: 'Sicherheit' });
    await expect(security).toContainText('Sie liegen nur im Arbeitsspeicher');
    expect.soft(await axeFindings(first.page), 'the settings of a session in memory').toEqual([]);
    await security.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase);
    await security.getByRole('textbox', { name: 'Passphrase wiederholen' }).fill(passphrase);
    await security.getByRole('button', { name: 'Passphrase festlegen' }).click();
    await expect(first.page.getByText('Ihre Passphrase gilt ab jetzt')).toBeVisible();
    await expect(security).toContainText('Ihre Passphrase versiegelt sie');
    await writeDraft(first.page);
    await first.close();

    const { page } = await start();
    await expect(page.getByRole('heading', { name: 'Kontor ist verschlossen' })).toBeVisible({ timeout: 30_000 });
    expect.soft(await axeFindings(page), 'the locked app').toEqual([]);
    const field = page.getByRole('textbox', { name: 'Passphrase' });
    await field.fill('vier falsche Wörter am Montag');
    await page.getByRole('button', { name: 'Entsperren' }).click();
    await expect(page.getByText('Diese Passphrase stimmt nicht')).toBeVisible();
    await expect(field).toBeFocused();
    await field.fill(passphrase);
    await page.getByRole('button', { name: 'Entsperren' }).click();
    await expect(listHeading(page)).toBeVisible({ timeout: 30_000 });
    await openDraft(page);
    await expect(page.getByLabel('Bezeichnung, Position 1')).toHaveValue(line.name);
    expect(searchBytes(home.written, [passphrase, recipient]), 'what must not be there in clear').toEqual([]);
  });
});

test('a backup brings back what a draft was, and what it was before stays among its versions', async ({
  start,
  sandbox,
}) => {
  const { page } = await start();
  await signInByApiKey(page, sandbox);
  await writeDraft(page);
  await goTo(page, 'Einstellungen');
  const backups = page.getByRole('region', { name: 'Sicherungen' });
  await backups.getByRole('button', { name: 'Jetzt sichern' }).click();
  await expect(page.getByText('Sicherung angelegt')).toBeVisible();

  await openDraft(page);
  await fillLine(page, 1, { ...line, name: 'Beratung am Telefon' });
  await expect(page.getByText(/^Gespeichert um/)).toBeVisible();
  await goTo(page, 'Einstellungen');
  const made = backups.getByRole('row').filter({ hasText: 'von Ihnen angelegt' });
  await made.getByRole('button', { name: /wiederherstellen$/ }).click();
  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'));
  await expect(dialog).toContainText('In Lexware wird nichts doppelt angelegt');
  await dialog.getByRole('button', { name: 'Wiederherstellen' }).click();
  await expect(page.getByText(/^Stand vom .* wiederhergestellt$/)).toBeVisible({ timeout: 30_000 });
  await expect(backups.getByRole('cell', { name: 'vor einer Wiederherstellung' })).toBeVisible();

  await openDraft(page);
  await expect(page.getByLabel('Bezeichnung, Position 1')).toHaveValue(line.name);
  await page.getByRole('button', { name: 'Frühere Fassungen' }).click();
  await expect(page.getByRole('dialog', { name: 'Frühere Fassungen' })).toContainText('Beratung am Telefon');
});
