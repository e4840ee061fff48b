import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startService, type Service } from '../../../main/service/service.ts';
import type { Answer } from '../../../preload/contract.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/start.ts';
import { createMachine, type Machine } from './support/machine.ts';

let sandbox: Sandbox;
let machine: Machine;
let service: Service;

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 11, companies: 1, vouchers: 40, rate: 0 });
  machine = createMachine(sandbox);
  service = await startService(machine.ports);
  const key = sandbox.apiKeys[0]?.key ?? '';
  valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key }));
  await vi.waitUntil(
    async () => {
      const { state, lastSuccessAt } = valueOf(await service.handlers.sync.status());
      return state === 'idle' && lastSuccessAt !== null;
    },
    { timeout: 25_000, interval: 50 },
  );
}, 60_000);
afterAll(async () => {
  await service.stop();
  await sandbox.close();
  rmSync(machine.folder, { recursive: true, force: true });
});

function valueOf<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`answered ${answer.error.code}`);
  return answer.value;
}
const folder = (name: string): string => {
  const made = path.join(machine.folder, name);
  mkdirSync(made);
  return made;
};
const rowsOf = async (status: 'issued' | 'draft') =>
  valueOf(await service.handlers.invoices.list({ status, limit: 500 })).rows;

describe('the overview', () => {
  it('says what the lists say, and counts the drafts of this machine', async () => {
    const { handlers } = service;
    const before = valueOf(await handlers.overview.get());
    const { totals } = valueOf(await handlers.invoices.list({ status: 'overdue' }));
    expect(before.overdue).toEqual({ count: totals.count, cents: totals.openCents });
    expect(before.overdue.count).toBeGreaterThan(0);
    expect(before.debtors.length).toBeGreaterThan(0);
    const { draft } = valueOf(await handlers.drafts.create({}));
    expect(valueOf(await handlers.overview.get()).localDrafts.count).toBe(before.localDrafts.count + 1);
    valueOf(await handlers.drafts.remove({ id: draft.id }));
    expect(valueOf(await handlers.overview.get()).localDrafts.count).toBe(before.localDrafts.count);
  });
});

describe('the contacts', () => {
  it('are listed with what they owe, and lead to their invoices', async () => {
    const { handlers } = service;
    const { rows } = valueOf(await handlers.contacts.list({ role: 'customer', limit: 500 }));
    const debtor = rows.find((row) => row.openCents > 0);
    if (debtor === undefined) throw new Error('the sandbox has no open invoice');
    const { id } = debtor.contact;
    expect(valueOf(await handlers.contacts.summary({ id }))).toEqual(debtor);
    const theirs = valueOf(await handlers.invoices.list({ contactId: id }));
    expect(theirs.totals.count).toBe(debtor.invoiceCount);
    expect(theirs.rows.every((row) => row.contactId === id)).toBe(true);
    valueOf(await handlers.contacts.openInLexware({ id }));
    expect(machine.opened.at(-1)).toMatch(new RegExp(`/permalink/contacts/view/${id}$`));
  });
});

describe('the payments of an invoice', () => {
  it('are told as Lexware has them, and add up to what is not open any more', async () => {
    const { handlers } = service;
    const paid = valueOf(await handlers.invoices.list({ status: 'paid' })).rows[0];
    if (paid === undefined) throw new Error('the sandbox has no paid invoice');
    const payments = valueOf(await handlers.invoices.payments({ id: paid.id }));
    expect(payments.length).toBeGreaterThan(0);
    const sum = payments.reduce((total, { cents }) => total + cents, 0);
    expect(sum).toBe((paid.totalCents ?? 0) - (paid.openCents ?? 0));
  });

  it('are none of a draft, without asking, and an error of what is not there', async () => {
    const [draft] = await rowsOf('draft');
    expect(valueOf(await service.handlers.invoices.payments({ id: draft?.id ?? '' }))).toEqual([]);
    const unknown = await service.handlers.invoices.payments({ id: '00000000-0000-4000-8000-000000000000' });
    expect(unknown).toMatchObject({ ok: false, error: { code: 'lexware_not_found' } });
  });
});

describe('saving documents', () => {
  it('writes one where the user wants it, byte for byte', async () => {
    const { handlers } = service;
    const [row] = await rowsOf('issued');
    const id = row?.id ?? '';
    const target = path.join(folder('one'), 'rechnung.pdf');
    machine.saveAnswers.push(target);
    expect(valueOf(await handlers.invoices.saveDocument({ id, format: 'pdf' }))).toBe('saved');
    expect(machine.suggestedNames.at(-1)).toMatch(/\.pdf$/);
    expect(machine.suggestedNames.at(-1)).toContain(row?.number);
    const document = valueOf(await handlers.invoices.document({ id, format: 'pdf' }));
    expect(Buffer.compare(readFileSync(target), document.bytes)).toBe(0);
  });

  it('writes nothing where the user changes his mind', async () => {
    const { handlers } = service;
    const [row] = await rowsOf('issued');
    const id = row?.id ?? '';
    expect(valueOf(await handlers.invoices.saveDocument({ id, format: 'pdf' }))).toBe('cancelled');
    expect(valueOf(await handlers.invoices.saveDocuments({ ids: [id] }))).toMatchObject({ outcome: 'cancelled' });
    expect(valueOf(await handlers.invoices.exportCsv({ rows: { ids: [id] } }))).toBe('cancelled');
  });

  it('asks for no place for what does not exist', async () => {
    const { handlers } = service;
    const [draft] = await rowsOf('draft');
    const asked = machine.suggestedNames.length;
    const answer = await handlers.invoices.saveDocument({ id: draft?.id ?? '', format: 'pdf' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'document_not_available_for_draft' } });
    expect(machine.suggestedNames).toHaveLength(asked);
  });

  it('says that it could not be written', async () => {
    const [row] = await rowsOf('issued');
    machine.saveAnswers.push(path.join(machine.folder, 'no', 'such', 'folder.pdf'));
    const answer = await service.handlers.invoices.saveDocument({ id: row?.id ?? '', format: 'pdf' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'save_failed' } });
  });

  it('goes on after a failure, tells how far it is, and names what failed', async () => {
    const { handlers } = service;
    const issued = (await rowsOf('issued')).slice(0, 3).map((row) => row.id);
    const [draft] = await rowsOf('draft');
    const unknown = '00000000-0000-4000-8000-000000000000';
    const ids = [issued[0], draft?.id, issued[1], unknown, issued[2], issued[0]].filter((id) => id !== undefined);
    const target = folder('many');
    machine.saveAnswers.push(target);
    machine.events.length = 0;
    const outcome = valueOf(await handlers.invoices.saveDocuments({ ids }));
    expect(outcome).toEqual({ outcome: 'saved', saved: 4, failed: [draft?.id, unknown] });
    const names = readdirSync(target);
    expect(names).toHaveLength(4);
    expect(names.every((name) => readFileSync(path.join(target, name)).subarray(0, 5).toString() === '%PDF-')).toBe(
      true,
    );
    const progress = machine.events.filter(({ event }) => event === 'progress').map(({ payload }) => payload);
    expect(progress).toEqual(
      Array.from({ length: 7 }, (_, done) => ({ task: 'invoices.saveDocuments', done, total: 6 })),
    );
  });

  it('ends when the user says so, keeps what is saved, and can begin anew', async () => {
    const { handlers } = service;
    const ids = (await rowsOf('issued')).slice(0, 4).map((row) => row.id);
    const target = folder('stopped');
    machine.saveAnswers.push(target);
    const saving = handlers.invoices.saveDocuments({
      ids: [...ids.slice(0, 2), ...Array<string>(60).fill(ids[3] ?? '')],
    });
    // What is being written has another name until it is whole.
    const whole = (): string[] => readdirSync(target).filter((name) => name.endsWith('.pdf'));
    await vi.waitUntil(() => whole().length >= 2, { timeout: 15_000, interval: 2 });
    valueOf(await handlers.invoices.cancelSaving());
    const { outcome, saved, failed } = valueOf(await saving);
    expect({ outcome, failed }).toEqual({ outcome: 'stopped', failed: [] });
    expect(saved).toBeGreaterThanOrEqual(2);
    expect(saved).toBeLessThan(62);
    expect(readdirSync(target)).toHaveLength(saved);
    machine.saveAnswers.push(folder('after'));
    expect(valueOf(await handlers.invoices.saveDocuments({ ids: ids.slice(0, 1) }))).toMatchObject({
      outcome: 'saved',
      saved: 1,
    });
  });

  it('writes nothing where it was ended before a folder was chosen, and minds no end of nothing', async () => {
    const { handlers } = service;
    valueOf(await handlers.invoices.cancelSaving());
    const [row] = await rowsOf('issued');
    const target = folder('early');
    machine.saveAnswers.push(target);
    const saving = handlers.invoices.saveDocuments({ ids: [row?.id ?? ''] });
    valueOf(await handlers.invoices.cancelSaving());
    expect(valueOf(await saving)).toEqual({ outcome: 'stopped', saved: 0, failed: [] });
    expect(readdirSync(target)).toEqual([]);
  });
});

describe('the table for spreadsheets', () => {
  it('holds the chosen rows in their order', async () => {
    const ids = (await rowsOf('issued')).slice(0, 3).map((row) => row.id);
    const numbers = (await rowsOf('issued')).slice(0, 3).map((row) => row.number);
    const target = path.join(folder('csv'), 'a.csv');
    machine.saveAnswers.push(target);
    const chosen = [...ids].reverse();
    expect(valueOf(await service.handlers.invoices.exportCsv({ rows: { ids: chosen } }))).toBe('saved');
    const [head, ...lines] = readFileSync(target, 'utf8').split('\r\n');
    expect(head).toMatch(/^\uFEFFNummer;/);
    expect(lines.map((line) => line.split(';')[0])).toEqual([...numbers.reverse(), '']);
  });

  it('holds every row of a filter', async () => {
    const { totals } = valueOf(await service.handlers.invoices.list({ status: 'open' }));
    const target = path.join(folder('csv-all'), 'a.csv');
    machine.saveAnswers.push(target);
    expect(valueOf(await service.handlers.invoices.exportCsv({ rows: { filter: { status: 'open' } } }))).toBe('saved');
    const lines = readFileSync(target, 'utf8').trimEnd().split('\r\n');
    expect(lines).toHaveLength(totals.count + 1);
  });
});

describe('a voucher in the web app', () => {
  it.each([
    ['an invoice', async () => (await rowsOf('issued'))[0]?.id, undefined, '/permalink/invoices/view/'],
    ['a draft', async () => (await rowsOf('draft'))[0]?.id, undefined, '/permalink/invoices/edit/'],
    [
      'a dunning',
      () => Promise.resolve('00000000-0000-4000-8000-000000000000'),
      'dunning',
      '/permalink/dunnings/view/',
    ],
  ])('opens as %s', async (_what, idOf, voucherType, way) => {
    const id = (await idOf()) ?? '';
    valueOf(await service.handlers.invoices.openInLexware({ id, ...(voucherType ? { voucherType } : {}) }));
    expect(machine.opened.at(-1)).toContain(way + id);
  });
});
