import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkout } from './home.ts';
import { madeReceipts } from './made-receipts.ts';
import { dragFiles, dropFiles, receiptDetail, receiptFile, receiptRow } from './receipts.ts';
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
    path.join(checkout, 'tests/fixtures/pictures/corners.heic'),
    ...['factur-x.pdf', 'factur-x-minimum.pdf', 'plain.pdf', 'zugferd-1.pdf', 'broken.xml'].map(receiptFile),
    ...madeReceipts(folder),
  ];
  const drag = await dragFiles(page, files);
  await page.getByText('Belege hier ablegen').waitFor();
  await visit('21-receipts-dragging');
  await drag.cancel();
  await page.getByText('Belege hier ablegen').waitFor({ state: 'hidden' });
  await dropFiles(page, files);
  await receiptRow(page, 'Summe falsch').first().waitFor({ timeout: 60_000 });
  await receiptRow(page, 'Wird gelesen').first().waitFor({ state: 'hidden', timeout: 60_000 });
  // The message about it fades away by itself, and would lie over what is looked at.
  await page.getByText(/Belege aufgenommen/).waitFor({ state: 'hidden', timeout: 60_000 });
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
  await receiptRow(page, 'Summe falsch').first().click();
  await receiptDetail(page).getByText('Der Bruttobetrag stimmt nicht').waitFor();
  await visit('24-receipt-findings');
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
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', ' ', 'ArrowDown', ' ']) await grid.press(key);
  await visit('27-receipts-marked');
  await grid.press('Escape');
}

/** Sends what nothing speaks against, and waits until Lexware has it. */
export async function walkSentReceipts({ page, visit }: Pick<WalkParts, 'page' | 'visit'>): Promise<void> {
  await goTo(page, 'Belege');
  await page.getByRole('button', { name: /^\d+ Belege senden/ }).click();
  await receiptRow(page, 'In Lexware').first().waitFor({ timeout: 60_000 });
  await receiptRow(page, /Wird gesendet|Wartet|Lexware liest/)
    .first()
    .waitFor({ state: 'hidden', timeout: 60_000 });
  await receiptRow(page, 'In Lexware').first().click();
  await receiptDetail(page).getByRole('button', { name: 'In Lexware öffnen' }).waitFor();
  await visit('28-receipts-sent');
}
