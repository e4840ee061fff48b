import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sampleNewContact, sampleReceipt, sampleRecipient } from '../store/samples.ts';
import { codeOf, valueOf } from '../store/temporary-store.ts';
import { bench } from './outbox-bench.ts';

const minute = 60_000;

describe('taking back', () => {
  it('gives a draft back that waits, and never sends it', async () => {
    const { sync, clock, lexware, store, draft } = bench();
    lexware.weather = 'notSent';
    const draftId = draft();
    const { id } = valueOf(sync.enqueueInvoice(draftId, true));
    sync.start();
    await clock.advance(minute);
    expect(valueOf(sync.takeBack(id))).toMatchObject({ state: 'rejected', error: { code: 'operation_taken_back' } });
    expect(valueOf(store.drafts.get(draftId)).state).toBe('editing');
    lexware.weather = 'none';
    sync.wake();
    await clock.advance(60 * minute);
    expect(lexware.invoices.size).toBe(0);
    valueOf(sync.retry(id));
    await clock.advance(0);
    expect(lexware.invoices.size).toBe(1);
  });

  it('is too late from the moment of sending, whatever becomes of it', async () => {
    const { sync, clock, lexware, draft, state } = bench();
    const during: string[] = [];
    lexware.faults.createInvoice = ['unknownBefore'];
    const { id } = valueOf(sync.enqueueInvoice(draft(), true));
    lexware.onArrival = () => void during.push(codeOf(sync.takeBack(id)));
    sync.start();
    await clock.advance(0);
    const states = [state(id)];
    during.push(codeOf(sync.takeBack(id)));
    await clock.advance(5 * minute);
    states.push(state(id));
    during.push(codeOf(sync.takeBack(id)));
    valueOf(sync.decide(id, { kind: 'sendAgain' }));
    await clock.advance(0);
    states.push(state(id));
    during.push(codeOf(sync.takeBack(id)));
    expect(states).toEqual(['unknown', 'needsDecision', 'confirmed']);
    expect(new Set(during)).toEqual(new Set(['operation_not_retryable']));
    expect(during).toHaveLength(5);
    expect(codeOf(sync.takeBack(randomUUID()))).toBe('operation_not_found');
  });

  it('takes a pending contact out of the mirror, unless an invoice waits for it', () => {
    const { sync, store, draft, state } = bench();
    const { contact, operation } = valueOf(sync.enqueueContact(sampleNewContact()));
    const draftId = draft({ recipient: sampleRecipient(contact.id) });
    const waiting = valueOf(sync.enqueueInvoice(draftId, false));
    expect(codeOf(sync.takeBack(operation.id))).toBe('operation_not_retryable');
    expect(state(operation.id)).toBe('queued');
    valueOf(sync.takeBack(waiting.id));
    valueOf(sync.takeBack(operation.id));
    expect(valueOf(store.contacts.search('nordlicht', 5))).toEqual([]);
    expect(codeOf(store.contacts.get(contact.id))).toBe('lexware_not_found');
    expect(codeOf(sync.enqueueInvoice(draftId, false))).toBe('operation_waits_in_vain');
  });

  it('keeps the bytes of a receipt, so that it can be tried again', async () => {
    const { sync, clock, lexware, state } = bench();
    const { id } = valueOf(sync.enqueueReceipt(sampleReceipt('eins')));
    valueOf(sync.takeBack(id));
    sync.start();
    await clock.advance(minute);
    expect(lexware.inbox.files.size).toBe(0);
    valueOf(sync.retry(id));
    await clock.advance(0);
    expect(state(id)).toBe('confirmed');
    expect(lexware.inbox.files.size).toBe(1);
  });
});
