import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { errors, type Page } from '@playwright/test';
import type { InvoiceDraft, StoredDraft } from '../../domain/invoice-draft.ts';
import { computeTotals } from '../../domain/totals.ts';
import {
  addCounts,
  campaignSeed,
  campaignSize,
  endCampaign,
  luckOf,
  noCounts,
  type Counts,
} from '../campaigns/report.ts';
import { documentsOf } from './harness/job.ts';
import type { Kontor } from './harness/kontor.ts';
import './harness/page-api.ts';
import type { TestSandbox } from './harness/sandbox.ts';
import { goTo, listHeading, signInByApiKey, writeInvoice } from './harness/steps.ts';
import { expect, test } from './harness/test.ts';
import { until } from './harness/until.ts';

const rounds = campaignSize({ small: 2, full: 60 });

/** What the app had told its user when it died. */
interface Told {
  name: string;
  finalize: boolean;
  isSaved: boolean;
  /** The whole content that was acknowledged, as far as the app lived to be asked for it. */
  saved: InvoiceDraft | null;
  isSent: boolean;
}

/** Writes an invoice and sends it, as far as it gets; the app may die at any moment. */
async function work(page: Page, told: Told): Promise<void> {
  await goTo(page, 'Rechnungen');
  await writeInvoice(page, told.name, [{ name: 'Regal nach Maß', quantity: '1', price: '124,9' }]);
  await page.getByText(/^Gespeichert um/).waitFor();
  told.isSaved = true;
  told.saved = await draftTo(page, told.name);
  if (told.finalize) {
    await page.getByRole('button', { name: 'Senden und festschreiben' }).click();
    const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'));
    await dialog.getByRole('button', { name: 'Senden und festschreiben' }).click();
  } else await page.getByRole('button', { name: 'Als Entwurf senden' }).click();
  await page.getByText('In Lexware angelegt').first().waitFor();
  told.isSent = true;
}

/** A real kill -9 of every process of the app. */
async function kill({ electron }: Kontor): Promise<void> {
  const { pid } = electron.process();
  const ended = new Promise((done) => electron.process().once('exit', done));
  if (pid === undefined) throw new Error('the app has no process');
  process.kill(-pid, 'SIGKILL');
  await ended;
}

/** Starts once more; a start that hangs is killed as well, and that too must lose nothing. */
async function startAgain(start: () => Promise<Kontor>, counts: Counts): Promise<Kontor> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await start();
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || tries === 3) throw error;
      addCounts(counts, { kills: 1 });
    }
  }
}

/** How many invoices to this name Lexware holds. */
function made(sandbox: TestSandbox, name: string): number {
  return documentsOf(sandbox).filter(({ contactName }) => contactName === name).length;
}

/** The draft to this name as the app has it, also while it is on its way. */
async function draftTo(page: Page, name: string): Promise<InvoiceDraft | null> {
  const drafts = await page.evaluate(() => window.kontor.drafts.list());
  if (!drafts.ok) return null;
  const isTo = ({ draft: { recipient } }: StoredDraft): boolean => recipient.kind !== 'none' && recipient.name === name;
  return drafts.value.find(isTo)?.draft ?? null;
}

/** Whether what was acknowledged is there after the restart, wholly: as a draft, or at Lexware with its amount. */
async function isKept(page: Page, sandbox: TestSandbox, { name, saved }: Told): Promise<boolean> {
  const atLexware = documentsOf(sandbox).find(({ contactName }) => contactName === name);
  const totalCents = saved && computeTotals(saved).grossCents;
  if (atLexware !== undefined) return totalCents === null || atLexware.totalCents === totalCents;
  const draft = await draftTo(page, name);
  return draft !== null && (saved === null || isDeepStrictEqual(draft, saved));
}

async function countUnsettled(page: Page, states: readonly string[]): Promise<number> {
  return page.evaluate(async (wanted) => {
    const outbox = await window.kontor.outbox.list();
    return outbox.ok ? outbox.value.filter(({ state }) => wanted.includes(state)).length : -1;
  }, states);
}

test('the app keeps what it has acknowledged, and sends it once, however often it is killed', async ({
  start,
  sandbox,
}) => {
  test.setTimeout(120_000 + rounds * 90_000);
  const luck = luckOf(campaignSeed);
  const counts = noCounts();
  const all: Told[] = [];
  let kontor = await start();
  await signInByApiKey(kontor.page, sandbox);
  for (let round = 0; round < rounds; round += 1) {
    const told: Told = {
      name: `Gast ${campaignSeed}-${round}`,
      finalize: luck() < 0.5,
      isSaved: false,
      saved: null,
      isSent: false,
    };
    all.push(told);
    const working = work(kontor.page, told).catch(() => undefined);
    // The first rounds die late, so that even the smallest size has sent something.
    const patience = round < 2 ? 60_000 : luck() * 12_000;
    await Promise.race([working, wait(patience)]);
    await kill(kontor);
    await working;
    addCounts(counts, { runs: 1, kills: 1 });
    kontor = await startAgain(() => start({ patienceMs: 45_000 }), counts);
    await listHeading(kontor.page).waitFor({ timeout: 60_000 });
    if (told.isSaved && !(await isKept(kontor.page, sandbox, told))) counts.lost += 1;
  }
  const { page } = kontor;
  const isAtRest = async (): Promise<boolean> => (await countUnsettled(page, ['queued', 'sending', 'unknown'])) === 0;
  await until('the end of all that was on its way', isAtRest, 180_000);
  counts.undecided = await countUnsettled(page, ['needsDecision']);
  for (const { name, isSent } of all) {
    counts.duplicated += Math.max(0, made(sandbox, name) - 1);
    if (isSent && made(sandbox, name) === 0) counts.lost += 1;
  }
  expect(all.some(({ isSent }) => isSent)).toBe(true);
  endCampaign('app-kills', counts, ['kills']);
});
