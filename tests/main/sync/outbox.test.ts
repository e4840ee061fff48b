import { describe, expect, it } from 'vitest';
import { buildInvoiceBody } from '../../../main/lexware/invoice-body.ts';
import { sampleDraft } from '../store/samples.ts';
import { codeOf, valueOf } from '../store/temporary-store.ts';
import { bench } from './outbox-bench.ts';
import type { Fault } from './small-lexware.ts';

const minute = 60_000;

describe('sending a draft', () => {
  it.each([false, true])('creates it once, marks it sent and shows it at once (finalised: %s)', async (finalize) => {
    const { sync, clock, lexware, store, draft, seen } = bench();
    sync.start();
    await clock.advance(1000);
    const draftId = draft();
    const operation = valueOf(sync.enqueueInvoice(draftId, finalize));
    expect(operation).toMatchObject({ state: 'queued', title: 'Ida Petersen', totalCents: 11900, attempts: 0 });
    expect(valueOf(store.drafts.get(draftId)).state).toBe('queued');
    await clock.advance(0);
    const [invoice] = [...lexware.invoices.values()];
    expect(lexware.invoices.size).toBe(1);
    expect(invoice?.status).toBe(finalize ? 'open' : 'draft');
    expect(valueOf(store.operations.get(operation.id))).toMatchObject({
      state: 'confirmed',
      resourceId: invoice?.id,
      attempts: 1,
    });
    expect(valueOf(store.drafts.get(draftId)).state).toBe('sent');
    expect(valueOf(store.vouchers.list({}, '2026-09-01')).rows.map((row) => row.id)).toEqual([invoice?.id]);
    expect(store.documents.invoice(invoice?.id ?? '')?.invoice).toEqual(invoice);
    expect(seen.map((step) => step.state)).toEqual(['queued', 'sending', 'confirmed']);
  });

  it('has committed that it is sending before Lexware hears of it', async () => {
    const { sync, clock, lexware, store, draft } = bench();
    let during = '';
    lexware.onArrival = () =>
      void (during = store.operations
        .inState('sending')
        .map((o) => o.draftId)
        .join());
    sync.start();
    const draftId = draft();
    valueOf(sync.enqueueInvoice(draftId, true));
    await clock.advance(0);
    expect(during).toBe(draftId);
  });

  it('keeps the order in which the user sent them, also while the network is away', async () => {
    const { sync, clock, lexware, draft } = bench();
    sync.start();
    await clock.advance(0);
    lexware.weather = 'notSent';
    const names = ['Erste', 'Zweite', 'Dritte'];
    for (const title of names) valueOf(sync.enqueueInvoice(draft({ title }), true));
    await clock.advance(3 * minute);
    expect(lexware.invoices.size).toBe(0);
    lexware.weather = 'none';
    sync.wake();
    await clock.advance(0);
    expect([...lexware.invoices.values()].map((invoice) => invoice.title)).toEqual(names);
  });

  it.each<[Fault, string]>([
    ['notSent', 'lexware_unreachable'],
    ['rateLimited', 'lexware_rate_limited'],
    ['signedOut', 'session_expired'],
  ])('waits and repeats what was proved not carried out: %s', async (fault, code) => {
    const { sync, clock, lexware, draft, store, state } = bench();
    lexware.faults.createInvoice = [fault, fault];
    sync.start();
    const { id } = valueOf(sync.enqueueInvoice(draft(), true));
    await clock.advance(0);
    expect(valueOf(store.operations.get(id))).toMatchObject({ state: 'queued', error: { code }, attempts: 1 });
    await clock.advance(minute);
    expect(state(id)).toBe('confirmed');
    expect(lexware.callsOf('createInvoice')).toHaveLength(3);
    expect(lexware.invoices.size).toBe(1);
  });

  it('gives a refused draft back with its fields, and sends it anew as it is then', async () => {
    const { sync, clock, lexware, draft, store, state } = bench();
    lexware.faults.createInvoice = ['refused'];
    sync.start();
    const draftId = draft();
    const { id } = valueOf(sync.enqueueInvoice(draftId, false));
    await clock.advance(10 * minute);
    expect(lexware.callsOf('createInvoice')).toHaveLength(1);
    const rejected = valueOf(store.operations.get(id));
    expect(rejected).toMatchObject({ state: 'rejected', error: { fields: [{ field: 'recipient' }] } });
    const stored = valueOf(store.drafts.get(draftId));
    expect(stored.state).toBe('editing');
    valueOf(store.drafts.save({ ...stored.draft, title: 'Neu' }, clock.now()));
    valueOf(sync.retry(id));
    await clock.advance(0);
    expect(state(id)).toBe('confirmed');
    expect([...lexware.invoices.values()].map((invoice) => invoice.title)).toEqual(['Neu']);
  });
});

describe('an unknown outcome', () => {
  it.each<[Fault, boolean]>([
    ['unknownAfter', false],
    ['unknownAfter', true],
    ['throwsAfter', false],
    ['throwsAfter', true],
  ])('is found at Lexware and not sent again (%s, finalised: %s)', async (fault, finalize) => {
    const { sync, clock, lexware, draft, store, state } = bench();
    lexware.faults.createInvoice = [fault];
    lexware.indexLagMs = 30_000;
    sync.start();
    const { id } = valueOf(sync.enqueueInvoice(draft(), finalize));
    await clock.advance(0);
    expect(state(id)).toBe('unknown');
    await clock.advance(5 * minute);
    expect(state(id)).toBe('confirmed');
    expect(lexware.callsOf('createInvoice')).toHaveLength(1);
    expect(valueOf(store.operations.get(id)).resourceId).toBe([...lexware.invoices.keys()][0]);
  });

  it('is sent again when a minute of looking proved that a draft is not there', async () => {
    const { sync, clock, lexware, draft, state } = bench();
    lexware.faults.createInvoice = ['unknownBefore'];
    sync.start();
    const { id } = valueOf(sync.enqueueInvoice(draft(), false));
    await clock.advance(62_000);
    expect(state(id)).toBe('unknown');
    expect(lexware.callsOf('createInvoice')).toHaveLength(1);
    await clock.advance(2_000);
    expect(state(id)).toBe('confirmed');
    expect(lexware.invoices.size).toBe(1);
  });

  it('of a finalised one is never sent again without the user’s word', async () => {
    const { sync, clock, lexware, draft, state } = bench();
    lexware.faults.createInvoice = ['unknownBefore'];
    sync.start();
    const { id } = valueOf(sync.enqueueInvoice(draft(), true));
    await clock.advance(60 * minute);
    expect(state(id)).toBe('needsDecision');
    expect(lexware.callsOf('createInvoice')).toHaveLength(1);
    expect(codeOf(sync.retry(id))).toBe('operation_not_retryable');
    valueOf(sync.decide(id, { kind: 'sendAgain' }));
    await clock.advance(0);
    expect(state(id)).toBe('confirmed');
    expect(lexware.invoices.size).toBe(1);
  });

  it('is not concluded from a clock that jumps, nor from look-ups that fail', async () => {
    const { sync, clock, lexware, draft, state } = bench();
    lexware.faults.createInvoice = ['unknownBefore'];
    sync.start();
    const { id } = valueOf(sync.enqueueInvoice(draft(), false));
    await clock.advance(4_000);
    clock.wall += 24 * 60 * minute;
    lexware.weather = 'unknownBefore';
    await clock.advance(60 * minute);
    expect(state(id)).toBe('unknown');
    expect(lexware.callsOf('createInvoice')).toHaveLength(1);
    lexware.weather = 'none';
    await clock.advance(10 * minute);
    expect(state(id)).toBe('confirmed');
    expect(lexware.invoices.size).toBe(1);
  });

  it('shows the user what may be it, and takes their word', async () => {
    const { sync, clock, lexware, draft, store, state } = bench();
    sync.start();
    await clock.advance(0);
    lexware.faults.createInvoice = ['unknownBefore'];
    const draftId = draft();
    const { id } = valueOf(sync.enqueueInvoice(draftId, false));
    await clock.advance(0);
    const other = lexware.create(buildInvoiceBody(sampleDraft({ voucherDate: '2026-08-31' })), false);
    await clock.advance(5 * minute);
    const asked = valueOf(store.operations.get(id));
    expect(asked.state).toBe('needsDecision');
    expect(asked.candidates).toEqual([
      {
        kind: 'invoice',
        resourceId: other.id,
        number: 'RE0001',
        status: 'draft',
        contactName: 'Ida Petersen',
        voucherDate: '2026-08-31',
        totalCents: 11900,
      },
    ]);
    expect(codeOf(sync.decide(id, { kind: 'itIs', resourceId: crypto.randomUUID() }))).toBe('invalid_input');
    valueOf(sync.decide(id, { kind: 'itIs', resourceId: other.id }));
    expect(state(id)).toBe('confirmed');
    expect(valueOf(store.drafts.get(draftId)).state).toBe('sent');
    expect(codeOf(sync.decide(id, { kind: 'discard' }))).toBe('operation_not_retryable');
  });

  it('is given back to the user who discards it', async () => {
    const { sync, clock, lexware, draft, store, state } = bench();
    lexware.faults.createInvoice = ['throws'];
    sync.start();
    const draftId = draft();
    const { id } = valueOf(sync.enqueueInvoice(draftId, true));
    await clock.advance(5 * minute);
    valueOf(sync.decide(id, { kind: 'discard' }));
    expect(state(id)).toBe('rejected');
    expect(valueOf(store.drafts.get(draftId)).state).toBe('editing');
    expect(lexware.invoices.size).toBe(0);
  });

  it('does not take what was there before for its effect, nor what belongs to another operation', async () => {
    const { sync, clock, lexware, draft, store, state } = bench();
    const before = lexware.create(buildInvoiceBody(sampleDraft()), false);
    sync.start();
    await clock.advance(minute);
    lexware.faults.createInvoice = ['unknownAfter', 'none'];
    const first = valueOf(sync.enqueueInvoice(draft(), false));
    const twin = valueOf(sync.enqueueInvoice(draft(), false));
    await clock.advance(1_000);
    expect([state(first.id), state(twin.id)]).toEqual(['unknown', 'queued']);
    await clock.advance(minute);
    expect([state(first.id), state(twin.id)]).toEqual(['confirmed', 'confirmed']);
    const ids = [first, twin].map(({ id }) => valueOf(store.operations.get(id)).resourceId);
    expect(new Set([...ids, before.id]).size).toBe(3);
    expect(lexware.invoices.size).toBe(3);
  });

  it('lets others pass', async () => {
    const { sync, clock, lexware, draft, state } = bench();
    lexware.faults.createInvoice = ['unknownBefore'];
    sync.start();
    const stuck = valueOf(sync.enqueueInvoice(draft(), true));
    const next = valueOf(sync.enqueueInvoice(draft({ title: 'Andere' }), true));
    await clock.advance(0);
    expect([state(stuck.id), state(next.id)]).toEqual(['unknown', 'confirmed']);
  });
});

describe('refusals', () => {
  it('name what is wrong and change nothing', async () => {
    const { sync, draft, store } = bench();
    const unknownId = crypto.randomUUID();
    expect(codeOf(sync.enqueueInvoice(unknownId, false))).toBe('draft_not_found');
    const incomplete = draft({ lineItems: [] });
    const refused = sync.enqueueInvoice(incomplete, false);
    expect(refused).toMatchObject({ ok: false, error: { code: 'draft_incomplete', fields: [{ field: 'lineItems' }] } });
    expect(valueOf(store.drafts.get(incomplete)).state).toBe('editing');
    const trashed = draft();
    valueOf(store.drafts.remove(trashed, 1));
    expect(codeOf(sync.enqueueInvoice(trashed, false))).toBe('draft_not_found');
    const sent = draft();
    const { id } = valueOf(sync.enqueueInvoice(sent, false));
    expect(codeOf(sync.enqueueInvoice(sent, true))).toBe('draft_already_sent');
    expect(codeOf(store.drafts.save(sampleDraft({ id: sent }), 2))).toBe('draft_already_sent');
    expect(codeOf(store.drafts.remove(sent, 2))).toBe('draft_already_sent');
    expect(codeOf(sync.decide(id, { kind: 'sendAgain' }))).toBe('operation_not_retryable');
    expect(codeOf(sync.retry(unknownId))).toBe('operation_not_found');
    expect(codeOf(sync.decide(unknownId, { kind: 'discard' }))).toBe('operation_not_found');
    expect(valueOf(store.operations.list())).toHaveLength(1);
  });
});
