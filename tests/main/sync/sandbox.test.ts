import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { todayInBerlin } from '../../../domain/dates.ts';
import type { InvoiceDraft } from '../../../domain/invoice-draft.ts';
import { ok } from '../../../domain/result.ts';
import type { LexwareApi } from '../../../main/lexware/api.ts';
import { createLexwareApi } from '../../../main/lexware/lexware-api.ts';
import { createLimiter } from '../../../main/lexware/limiter.ts';
import { toOperation } from '../../../main/store/operation-rows.ts';
import type { Store } from '../../../main/store/store.ts';
import { createOrganisationSync, type OrganisationSync } from '../../../main/sync/organisation-sync.ts';
import type { FaultKind } from '../../../sandbox/faults.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/start.ts';
import { sampleDraft } from '../store/samples.ts';
import { openStore, valueOf } from '../store/temporary-store.ts';
import { hastyClock } from './hasty-clock.ts';

const hasty = hastyClock(50);
let sandbox: Sandbox;
let api: LexwareApi;
let store: Store;
let sync: OrganisationSync;
const unexpected: unknown[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ identity: false, rate: 0, vouchers: 300, companies: 1 });
  const key = sandbox.apiKeys[0]?.key ?? '';
  const credential = { getBearer: () => Promise.resolve(ok(key)), renewAfter401: () => Promise.resolve(ok(key)) };
  const limiter = createLimiter({ now: () => performance.now() * 50, after: hasty.after });
  api = createLexwareApi({ baseUrl: sandbox.apiUrl, fetch, credential, limiter, timeouts: { postMs: 2000 } });
  store = openStore({ path: ':memory:', key: null });
  sync = createOrganisationSync({
    store,
    api,
    clock: hasty,
    onChanged: () => undefined,
    onOperation: () => undefined,
    onUnexpected: (error) => unexpected.push(error),
  });
  sync.start();
  await sync.syncNow();
}, 60_000);

afterAll(async () => {
  await sync.stop();
  store.close();
  await sandbox.close();
  expect(unexpected).toEqual([]);
});

/** A draft with a bit of everything, of today. */
function draftOf(remark: string): InvoiceDraft {
  const today = todayInBerlin(Date.now());
  const [line] = sampleDraft().lineItems;
  if (line?.type !== 'custom') throw new Error('another sample');
  return sampleDraft({
    voucherDate: today,
    shipping: { type: 'serviceperiod', date: today, endDate: today },
    remark,
    lineItems: [
      { ...line, quantity: '2.5', unitPrice: '8.3333', discountPercentage: '10', description: 'rot & <blau>' },
      { type: 'text', id: randomUUID(), name: 'Hinweis', description: 'Ohne Preis' },
      { ...line, id: randomUUID(), name: 'Buch', unitPrice: '10', taxRatePercentage: 7 },
    ],
    totalDiscount: { kind: 'percentage', percent: '5' },
    paymentTerm: { label: 'Zahlbar in 14 Tagen', days: 14, discount: null },
  });
}

/** The remarks of what the sandbox holds, as often as it holds them. */
async function madeWith(remark: string): Promise<number> {
  const answer = await api.listVouchers(
    {
      voucherType: 'invoice',
      voucherStatus: 'any',
      page: 0,
      size: 250,
      sort: { property: 'createdDate', direction: 'DESC' },
    },
    { priority: 'click' },
  );
  if (!answer.ok) throw new Error(answer.error.error.code);
  const invoices = await Promise.all(
    answer.value.content.slice(0, 60).map((row) => api.getInvoice(row.id, { priority: 'click' })),
  );
  return invoices.filter((invoice) => invoice.ok && invoice.value.remark === remark).length;
}

describe('against the sandbox', () => {
  it('mirrors what is there', () => {
    expect(sync.status()).toMatchObject({ state: 'idle', error: null });
    expect(store.vouchers.count()).toBeGreaterThanOrEqual(300);
    expect(store.contacts.count()).toBeGreaterThan(0);
    expect(store.articles.count()).toBeGreaterThan(0);
    expect(store.meta.get('paymentConditions')?.length).toBeGreaterThan(0);
  });

  const faults: (FaultKind | 'none')[] = [
    'none',
    'resetBefore',
    'resetAfter',
    'halfAnswer',
    'rateLimited',
    'serverError',
    'serverErrorAfter',
    'unavailable',
    'timeoutBefore',
    'timeoutAfter',
    'notJson',
    'contractProblem',
  ];
  const cases = faults.flatMap((fault) => [false, true].map((finalize) => [fault, finalize] as const));

  it.each(cases)(
    'makes each invoice once, and knows it: %s, finalised %s',
    async (fault, finalize) => {
      const remark = `${fault} ${String(finalize)} ${randomUUID()}`;
      const draft = draftOf(remark);
      valueOf(store.drafts.create(draft, Date.now()));
      if (fault !== 'none') sandbox.admin.addFault({ kind: fault, count: 1, method: 'POST' });
      const { id } = valueOf(sync.enqueueInvoice(draft.id, finalize));
      const settled = await vi.waitUntil(
        () => {
          const operation = store.operations.find(id);
          return operation && ['confirmed', 'rejected', 'needsDecision'].includes(operation.state) ? operation : null;
        },
        { timeout: 20_000, interval: 20 },
      );
      const made = await madeWith(remark);
      if (fault === 'contractProblem') {
        expect([settled.state, settled.error?.code, made]).toEqual(['rejected', 'lexware_contract_required', 0]);
      } else if (settled.state === 'needsDecision') {
        // Only where nothing was made and nobody but the user may say so.
        expect([finalize, made, settled.candidates]).toEqual([true, 0, []]);
      } else {
        expect([settled.state, made]).toEqual(['confirmed', 1]);
        await vi.waitUntil(() => store.vouchers.find(settled.resourceId ?? '') !== null, {
          timeout: 5_000,
          interval: 20,
        });
        expect(store.vouchers.find(settled.resourceId ?? '')?.totalCents).toBe(toOperation(settled).totalCents);
      }
    },
    40_000,
  );
});
