import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { checkout } from './harness/home.ts';
import type { Kontor } from './harness/kontor.ts';
import { dragFiles, dropFiles, mailWith, receiptDetail, receiptFile, receiptRow } from './harness/receipts.ts';
import type { TestSandbox } from './harness/sandbox.ts';
import { goTo, signInByApiKey } from './harness/steps.ts';
import { expect, test } from './harness/test.ts';
import { until } from './harness/until.ts';

/** How many files the sandbox holds of the first company. */
function filesAtLexware({ sandbox, company }: TestSandbox): number {
  return sandbox.admin.organisation(company.id)?.files ?? 0;
}

/** Asks the sandbox as Lexware's web app would. */
async function ask({ apiUrl, company }: TestSandbox, resource: string, accept: string): Promise<Response> {
  return fetch(`${apiUrl}/v1/${resource}`, { headers: { authorization: `Bearer ${company.apiKey}`, accept } });
}

/** The bytes of the one file of the voucher that Lexware made of a receipt. */
async function bytesAtLexware(page: Page, sandbox: TestSandbox, fileName: string): Promise<Buffer> {
  const voucherId = await until(
    'the voucher of the receipt',
    () =>
      page.evaluate(async (name) => {
        const answer = await window.kontor.receipts.list({ limit: 500 });
        return answer.ok ? answer.value.rows.find((row) => row.fileName === name)?.voucherId : null;
      }, fileName),
    60_000,
  );
  const voucher = (await (await ask(sandbox, `vouchers/${voucherId}`, 'application/json')).json()) as {
    files: string[];
  };
  expect(voucher.files).toHaveLength(1);
  return Buffer.from(await (await ask(sandbox, `files/${voucher.files[0] ?? ''}`, '*/*')).arrayBuffer());
}

/** Lets the system's dialog for opening answer at once, as if these had been chosen in it. */
async function answerDialog({ electron }: Kontor, filePaths: string[]): Promise<void> {
  await electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: chosen });
  }, filePaths);
}

test('a dropped e-invoice is read, sent by key, and becomes one voucher with exactly its bytes', async ({
  start,
  sandbox,
}) => {
  const { page } = await start();
  await signInByApiKey(page, sandbox);
  const before = filesAtLexware(sandbox);
  const file = receiptFile('xrechnung-ubl.xml');
  const original = fs.readFileSync(file);

  const drag = await dragFiles(page, [file]);
  await expect(page.getByText('Belege hier ablegen')).toBeVisible();
  await expect(page.getByText(/1 Datei · .*Ihre Originale bleiben unverändert/)).toBeVisible();
  await drag.cancel();
  await expect(page.getByText('Belege hier ablegen')).toBeHidden();

  await dropFiles(page, [file]);
  const row = receiptRow(page, 'XRechnung · UBL');
  await expect(row).toContainText('Bereit', { timeout: 60_000 });
  await expect(receiptDetail(page).getByRole('region', { name: 'Positionen' })).toBeVisible();
  await row.click();
  await page.keyboard.press('Control+Enter');
  await expect(row).toContainText('In Lexware', { timeout: 90_000 });
  expect(filesAtLexware(sandbox)).toBe(before + 1);
  expect((await bytesAtLexware(page, sandbox, 'xrechnung-ubl.xml')).equals(original)).toBe(true);
  expect(fs.readFileSync(file).equals(original)).toBe(true);

  await dropFiles(page, [file]);
  await expect(page.getByText('Dieser Beleg ist schon da')).toBeVisible();
  expect(filesAtLexware(sandbox)).toBe(before + 1);
});

test('what cannot be taken is listed with its reason; what was removed comes back', async ({
  start,
  sandbox,
  home,
}) => {
  const { page } = await start();
  await signInByApiKey(page, sandbox);
  const empty = path.join(home.folder, 'leer.pdf');
  const text = path.join(home.folder, 'notizen.txt');
  fs.writeFileSync(empty, '');
  fs.writeFileSync(text, 'kein Beleg');
  await dropFiles(page, [empty, text, receiptFile('plain.pdf')]);
  await expect(page.getByText('1 Beleg aufgenommen, 2 abgelehnt')).toBeVisible({ timeout: 60_000 });

  await receiptRow(page, 'leer.pdf').click();
  await expect(receiptDetail(page).getByText('Die Datei ist leer')).toBeVisible();
  await receiptRow(page, 'notizen.txt').click();
  await expect(receiptDetail(page).getByText('Diese Art von Datei ist kein Beleg')).toBeVisible();

  await receiptRow(page, 'plain.pdf').click();
  await page.keyboard.press('Delete');
  await expect(receiptRow(page, 'plain.pdf')).toBeHidden();
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await expect(receiptRow(page, 'plain.pdf')).toBeVisible();
});

test('a pasted picture, and a chosen file, are receipts', async ({ start, sandbox }) => {
  const kontor = await start();
  const { page, electron } = kontor;
  await signInByApiKey(page, sandbox);
  await goTo(page, 'Belege');
  await electron.evaluate(
    async ({ clipboard, nativeImage, ClipboardItem }, file) => {
      const image = nativeImage.createFromPath(file);
      // The older of the two runtimes knows no items.
      const older = clipboard as unknown as { writeImage?: (picture: typeof image) => void };
      if (older.writeImage) older.writeImage(image);
      else await clipboard.write([new ClipboardItem({ 'image/png': new Blob([new Uint8Array(image.toPNG())]) })]);
    },
    path.join(checkout, 'build/icons/128x128.png'),
  );
  await page.keyboard.press('Control+v');
  await expect(receiptRow(page, 'Bild')).toContainText('Bereit', { timeout: 60_000 });
  await expect(receiptDetail(page).getByText('eingefügt')).toBeVisible();

  await answerDialog(kontor, [receiptFile('factur-x.pdf')]);
  await page.keyboard.press('Control+o');
  await expect(receiptRow(page, 'Factur-X')).toContainText('Bereit', { timeout: 60_000 });
  await receiptDetail(page).getByRole('tab', { name: 'Dokument' }).click();
  await expect(page.getByRole('img', { name: /^Seite 1/ })).toHaveAttribute('data-drawn', 'true', { timeout: 30_000 });
});

test('an e-mail offers what is in it, and nothing else of it is taken', async ({ start, sandbox, home }) => {
  const { page } = await start();
  await signInByApiKey(page, sandbox);
  const mail = path.join(home.folder, 'post.eml');
  const pdf = {
    name: 'rechnung.pdf',
    mediaType: 'application/pdf',
    bytes: fs.readFileSync(receiptFile('factur-x.pdf')),
  };
  fs.writeFileSync(
    mail,
    mailWith([pdf, { name: 'agb.docx', mediaType: 'application/msword', bytes: Buffer.from('x') }]),
  );
  await dropFiles(page, [mail]);
  await receiptRow(page, 'post.eml').click();
  await expect(receiptDetail(page).getByRole('checkbox', { name: /agb\.docx/ })).toBeDisabled({ timeout: 60_000 });
  await receiptDetail(page).getByRole('button', { name: '1 Beleg übernehmen' }).click();
  await expect(receiptRow(page, 'Factur-X')).toContainText('Bereit', { timeout: 60_000 });
});

test('what lands in the watched folder is taken in, sent, and linked; the file stays as it is', async ({
  start,
  sandbox,
  home,
}) => {
  const kontor = await start();
  const { page } = kontor;
  await signInByApiKey(page, sandbox);
  const before = filesAtLexware(sandbox);
  const folder = path.join(home.folder, 'scans');
  fs.mkdirSync(folder);
  await answerDialog(kontor, [folder]);
  await goTo(page, 'Einstellungen');
  await page.getByRole('region', { name: 'Belege' }).getByRole('button', { name: 'Ordner wählen …' }).click();
  await expect(page.getByText('Kontor sieht in diesen Ordner')).toBeVisible();

  const scan = path.join(folder, 'scan-1.xml');
  fs.copyFileSync(receiptFile('reverse-charge-ubl.xml'), scan);
  await goTo(page, 'Belege');
  await expect(receiptRow(page, 'XRechnung · UBL')).toContainText('Bereit', { timeout: 60_000 });
  await page.getByRole('button', { name: /^1 Beleg senden/ }).click();
  await expect(receiptRow(page, 'XRechnung · UBL')).toContainText('In Lexware', { timeout: 90_000 });
  expect(filesAtLexware(sandbox)).toBe(before + 1);
  expect((await bytesAtLexware(page, sandbox, 'scan-1.xml')).equals(fs.readFileSync(scan))).toBe(true);
});
