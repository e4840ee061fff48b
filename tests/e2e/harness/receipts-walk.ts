import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkout } from './home.ts';
import { dragFiles, dropFiles, mailWith, receiptDetail, receiptFile, receiptRow } from './receipts.ts';
import { goTo } from './steps.ts';
import type { WalkParts } from './walk.ts';

/** Leads through the inbox of receipts: empty, files above it, full, and one receipt of each kind. */
export async function walkReceipts(parts: Pick<WalkParts, 'page' | 'visit'>): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kontor-receipts-'));
  try {
    await walkInbox(parts, folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

async function walkInbox({ page, visit }: Pick<WalkParts, 'page' | 'visit'>, folder: string): Promise<void> {
  await goTo(page, 'Belege');
  await page.getByText('Noch keine Belege').waitFor();
  await visit('20-receipts-empty');
  const files = [
    ...['xrechnung-ubl.xml', 'factur-x.pdf', 'factur-x-minimum.pdf', 'reverse-charge-ubl.xml', 'plain.pdf'].map(
      receiptFile,
    ),
    ...['zugferd-1.pdf', 'broken.xml', 'credit-note-ubl.xml', 'wrong-sums-cii.xml'].map(receiptFile),
    path.join(checkout, 'tests/fixtures/pictures/corners.heic'),
    ...madeFiles(folder),
  ];
  const drag = await dragFiles(page, files);
  await page.getByText('Belege hier ablegen').waitFor();
  await visit('21-receipts-dragging');
  await drag.cancel();
  await page.getByText('Belege hier ablegen').waitFor({ state: 'hidden' });
  await dropFiles(page, files);
  await receiptRow(page, /\d Hinweis/)
    .first()
    .waitFor({ timeout: 60_000 });
  await receiptRow(page, 'Wird gelesen').first().waitFor({ state: 'hidden', timeout: 60_000 });
  await receiptRow(page, 'XRechnung · CII').first().click();
  await receiptDetail(page).getByRole('heading', { level: 2 }).first().waitFor();
  await visit('22-receipts-findings');
  await walkOne({ page, visit });
}

async function walkOne({ page, visit }: Pick<WalkParts, 'page' | 'visit'>): Promise<void> {
  await receiptRow(page, 'Factur-X · EN 16931').first().click();
  await receiptDetail(page).getByRole('tab', { name: 'Dokument' }).waitFor();
  await visit('23-receipt-reading');
  await receiptDetail(page).getByRole('tab', { name: 'Dokument' }).click();
  await page.getByRole('img', { name: /Seite 1/ }).waitFor();
  await visit('23-receipt-document');
  await receiptDetail(page).getByRole('tab', { name: 'XML' }).click();
  await receiptDetail(page).locator('pre').waitFor();
  await visit('23-receipt-xml');
  await receiptDetail(page).getByRole('tab', { name: 'Rechnung', exact: true }).click();
  await receiptRow(page, 'MINIMUM').first().click();
  await receiptDetail(page).getByText('Keine E-Rechnung im Sinne des Gesetzes').waitFor();
  await visit('24-receipt-only');
  await receiptRow(page, 'Abgelehnt').first().click();
  await visit('25-receipt-refused');
  await receiptRow(page, 'Auswählen').first().click();
  await receiptDetail(page).getByRole('checkbox').first().waitFor();
  await visit('26-receipt-mail');
  const grid = page.getByRole('grid', { name: 'Belegliste' });
  await grid.press('Home');
  for (const key of [' ', 'ArrowDown', ' ']) await grid.press(key);
  await visit('27-receipts-marked');
  await grid.press('Escape');
}

/** What can only be made: an e-mail, an empty file, and one that is no receipt. */
function madeFiles(folder: string): string[] {
  const write = (name: string, content: string | Uint8Array): string => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, content, { mode: 0o644 });
    return file;
  };
  const bytes = fs.readFileSync(receiptFile('factur-x-page-differs.pdf'));
  const logo = fs.readFileSync(path.join(checkout, 'build/icons/16x16.png'));
  const mail = mailWith([
    { name: 'Rechnung November.pdf', mediaType: 'application/pdf', bytes },
    { name: 'logo.png', mediaType: 'image/png', bytes: logo },
    { name: 'AGB.docx', mediaType: 'application/msword', bytes: Buffer.from('Word') },
  ]);
  return [write('Ihre Rechnungen.eml', mail), write('leer.pdf', ''), write('Notizen.txt', 'kein Beleg')];
}
