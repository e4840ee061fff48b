import { expect, type Page } from '@playwright/test';
import type { TestSandbox } from './sandbox.ts';
import { goTo, writeInvoice } from './steps.ts';
import { until } from './until.ts';

type DocumentState = NonNullable<ReturnType<TestSandbox['sandbox']['admin']['organisation']>>['documents'][number];

/** The documents that the sandbox holds of the first company. */
export function documentsOf({ sandbox, company }: TestSandbox): DocumentState[] {
  const state = sandbox.admin.organisation(company.id);
  if (state === undefined) throw new Error('the sandbox has lost its company');
  return state.documents;
}

/** `1.234,56 €` as cents. */
export function centsOf(text: string): number {
  const [whole = '', part = ''] = text.replace(/[^\d,-]/g, '').split(',');
  return Number(whole) * 100 + Number(part);
}

/** The total that the open editor shows, in cents. */
async function shownTotal(page: Page): Promise<number> {
  const total = page.getByRole('region', { name: 'Summen' }).locator('.total dd');
  return centsOf(await total.innerText());
}

/** What was sent: as the app showed it. */
export interface SentInvoice {
  name: string;
  totalCents: number;
}

/** Writes an invoice and sends it as a draft. */
export async function sendDraft(page: Page): Promise<SentInvoice> {
  const name = 'Gasthof Sonne';
  await writeInvoice(page, name, [
    { name: 'Beratung vor Ort', quantity: '6,5', price: '95' },
    { name: 'Anfahrt', quantity: '84', price: '0,42' },
  ]);
  const totalCents = await shownTotal(page);
  await page.getByRole('button', { name: 'Als Entwurf senden' }).click();
  await expect(page.getByText('In Lexware angelegt').first()).toBeVisible({ timeout: 30_000 });
  return { name, totalCents };
}

/** Writes an invoice and finalises it, which asks first. */
export async function sendFinalised(page: Page): Promise<SentInvoice> {
  const name = 'Maria Keller';
  await goTo(page, 'Rechnungen');
  await writeInvoice(page, name, [{ name: 'Regal nach Maß', quantity: '1', price: '1249,9' }]);
  const totalCents = await shownTotal(page);
  await page.getByRole('button', { name: 'Senden und festschreiben' }).click();
  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'));
  await expect(dialog).toContainText(name);
  await expect(dialog).toContainText('lässt sich nicht rückgängig machen');
  expect(centsOf(/über ([\d.,]+)/.exec(await dialog.innerText())?.[1] ?? '')).toBe(totalCents);
  await dialog.getByRole('button', { name: 'Senden und festschreiben' }).click();
  await expect(page.getByRole('img', { name: /^Seite 1/ })).toBeVisible({ timeout: 30_000 });
  return { name, totalCents };
}

/** The main job: two invoices. The sandbox then holds these two more than before, with the totals that were shown. */
export async function doMainJob(page: Page, sandbox: TestSandbox): Promise<void> {
  const before = new Set(documentsOf(sandbox).map(({ id }) => id));
  const draft = await sendDraft(page);
  const finalised = await sendFinalised(page);
  const added = (): DocumentState[] => documentsOf(sandbox).filter(({ id }) => !before.has(id));
  await until('both invoices in the sandbox', () => added().length >= 2);
  const held = added().map(({ kind, status, contactName, totalCents }) => ({ kind, status, contactName, totalCents }));
  expect(held).toHaveLength(2);
  expect(held).toContainEqual({
    kind: 'invoice',
    status: 'draft',
    contactName: draft.name,
    totalCents: draft.totalCents,
  });
  expect(held).toContainEqual({
    kind: 'invoice',
    status: 'open',
    contactName: finalised.name,
    totalCents: finalised.totalCents,
  });
}
