import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { NewContact } from '../../../domain/contact.ts';
import { buildContactBody } from '../../../main/lexware/contact-body.ts';
import { sampleContact, sampleNewContact, sampleRecipient } from '../store/samples.ts';
import { codeOf, valueOf } from '../store/temporary-store.ts';
import { bench, type Bench } from './outbox-bench.ts';
import type { Fault } from './small-lexware.ts';

const minute = 60_000;
const person: NewContact['name'] = { kind: 'person', salutation: 'Frau', firstName: 'Ida', lastName: 'Petersen' };

function enqueue({ sync }: Bench, change: Partial<NewContact> = {}) {
  return valueOf(sync.enqueueContact(sampleNewContact(change)));
}

/** The addresses that invoices at Lexware were made out to. */
function invoiced({ lexware }: Bench): (string | null)[] {
  return [...lexware.invoices.values()].map((invoice) => invoice.recipient.contactId);
}

describe('a new contact', () => {
  it('can be found and chosen at once, and has Lexware’s id and number as soon as it is confirmed', async () => {
    const all = bench();
    const { sync, clock, store, lexware, state } = all;
    const { contact, operation } = enqueue(all);
    expect(contact).toMatchObject({ pending: true, name: 'Nordlicht Werkstatt GmbH', invoiceable: true });
    expect(operation).toMatchObject({ kind: 'createContact', state: 'queued', subject: { kind: 'contact' } });
    expect(valueOf(store.contacts.search('nordlicht kiel', 5))).toEqual([contact]);
    expect(valueOf(store.contacts.get(contact.id))).toEqual(contact);
    sync.start();
    await clock.advance(0);
    expect(state(operation.id)).toBe('confirmed');
    const [made] = lexware.contacts;
    expect(made).toMatchObject({ name: contact.name, customerNumber: 10_001 });
    expect(valueOf(store.operations.get(operation.id)).resourceId).toBe(made?.id);
    expect(valueOf(store.contacts.search('nordlicht', 5))).toEqual([made]);
    expect(valueOf(store.contacts.get(contact.id))).toEqual(made);
    expect(store.contacts.resolve(contact.id)).toBe(made?.id);
  });

  it('is in the mirror at once also where its record cannot be read back', async () => {
    const all = bench();
    const { sync, clock, store, lexware } = all;
    lexware.faults.getContact = ['notSent'];
    const { contact } = enqueue(all);
    sync.start();
    await clock.advance(0);
    const [made] = valueOf(store.contacts.search('nordlicht', 5));
    expect(made).toEqual({ ...contact, id: lexware.contacts[0]?.id, pending: false });
  });

  it('stays in the mirror while sweeps that do not see it come and go', async () => {
    const all = bench();
    const { sync, clock, lexware, store } = all;
    lexware.faults.createContact = Array.from({ length: 100 }, () => 'notSent' as const);
    const { contact } = enqueue(all);
    lexware.contacts.push(sampleContact({ name: 'Andere' }));
    sync.start();
    for (let sweep = 0; sweep < 4; sweep += 1) {
      const swept = sync.syncNow();
      await clock.advance(minute);
      await swept;
    }
    expect(valueOf(store.contacts.search('', 5)).map(({ name }) => name)).toEqual(['Andere', contact.name]);
  });

  it('is refused where a person has a VAT id, and nothing is kept of it', () => {
    const { sync, store } = bench();
    const refused = sync.enqueueContact(sampleNewContact({ name: person }));
    expect(refused).toMatchObject({ ok: false, error: { fields: [{ field: 'vatRegistrationId' }] } });
    expect(valueOf(store.operations.list())).toEqual([]);
    expect(store.contacts.count()).toBe(0);
  });

  it('that Lexware refuses leaves the mirror, and comes back with a retry', async () => {
    const all = bench();
    const { sync, clock, lexware, store, state } = all;
    lexware.faults.createContact = ['refused'];
    const { contact, operation } = enqueue(all);
    sync.start();
    await clock.advance(0);
    expect(state(operation.id)).toBe('rejected');
    expect(codeOf(store.contacts.get(contact.id))).toBe('lexware_not_found');
    lexware.weather = 'notSent';
    valueOf(sync.retry(operation.id));
    expect(valueOf(store.contacts.get(contact.id))).toEqual(contact);
    lexware.weather = 'none';
    await clock.advance(minute);
    expect(state(operation.id)).toBe('confirmed');
    expect(lexware.contacts).toHaveLength(1);
  });
});

describe('a contact of unknown outcome', () => {
  const finds: [Fault, Bench['lexware']['nameFilter'], Partial<NewContact>][] = [
    ['unknownAfter', 'works', {}],
    ['throwsAfter', 'works', { name: person, vatRegistrationId: null }],
    ['unknownAfter', 'ignored', {}],
    ['unknownAfter', 'blind', {}],
    ['unknownAfter', 'works', { name: { kind: 'company', name: 'A&B' } }],
  ];
  it.each(finds)('is found and not sent again (%s, filter %s)', async (fault, filter, change) => {
    const all = bench();
    const { sync, clock, lexware, state } = all;
    for (const name of ['Petersen', 'Anders', 'A&B Söhne']) {
      lexware.createAt(buildContactBody(sampleNewContact({ name: { kind: 'company', name } })));
    }
    lexware.nameFilter = filter;
    sync.start();
    await clock.advance(minute);
    lexware.faults.createContact = [fault];
    const { contact, operation } = enqueue(all, change);
    await clock.advance(0);
    expect(state(operation.id)).toBe('unknown');
    await clock.advance(5 * minute);
    expect(state(operation.id)).toBe('confirmed');
    expect(lexware.callsOf('createContact')).toHaveLength(1);
    expect(all.store.contacts.resolve(contact.id)).toBe(lexware.contacts.at(-1)?.id);
  });

  it('is never sent again without the user’s word, since contacts cannot be deleted', async () => {
    const all = bench();
    const { sync, clock, lexware, store, state } = all;
    lexware.createAt(buildContactBody(sampleNewContact()));
    sync.start();
    await clock.advance(minute);
    lexware.faults.createContact = ['unknownBefore'];
    const { operation } = enqueue(all);
    await clock.advance(60 * minute);
    // The same contact was there before, so it is none of its effects.
    expect(valueOf(store.operations.get(operation.id))).toMatchObject({ state: 'needsDecision', candidates: [] });
    expect(lexware.callsOf('createContact')).toHaveLength(1);
    expect(codeOf(sync.retry(operation.id))).toBe('operation_not_retryable');
    valueOf(sync.decide(operation.id, { kind: 'sendAgain' }));
    await clock.advance(0);
    expect(state(operation.id)).toBe('confirmed');
    expect(lexware.contacts).toHaveLength(2);
  });

  it('shows the user who may be it, and takes their word', async () => {
    const all = bench();
    const { sync, clock, lexware, store, state } = all;
    sync.start();
    await clock.advance(0);
    lexware.faults.createContact = ['unknownBefore'];
    const { contact, operation } = enqueue(all);
    await clock.advance(0);
    const other = lexware.createAt(buildContactBody(sampleNewContact({ phone: null })));
    await clock.advance(5 * minute);
    expect(valueOf(store.operations.get(operation.id)).candidates).toEqual([
      {
        kind: 'contact',
        resourceId: other.id,
        name: contact.name,
        customerNumber: 10_001,
        street: 'Hafenweg 7',
        zip: '24103',
        city: 'Kiel',
        email: 'rechnung@nordlicht.example',
      },
    ]);
    expect(codeOf(sync.decide(operation.id, { kind: 'itIs', resourceId: randomUUID() }))).toBe('invalid_input');
    valueOf(sync.decide(operation.id, { kind: 'itIs', resourceId: other.id }));
    expect(state(operation.id)).toBe('confirmed');
    expect(store.contacts.resolve(contact.id)).toBe(other.id);
    expect(valueOf(store.contacts.search('nordlicht', 5)).map(({ id }) => id)).toEqual([other.id]);
  });

  it('is not mixed up with a twin: the second waits until the first is known', async () => {
    const all = bench();
    const { sync, clock, lexware, store, state } = all;
    lexware.faults.createContact = ['unknownAfter'];
    const [first, second] = [enqueue(all), enqueue(all)];
    sync.start();
    await clock.advance(1_000);
    expect([state(first.operation.id), state(second.operation.id)]).toEqual(['unknown', 'queued']);
    await clock.advance(minute);
    expect([state(first.operation.id), state(second.operation.id)]).toEqual(['confirmed', 'confirmed']);
    const ids = [first, second].map(({ contact }) => store.contacts.resolve(contact.id));
    expect(ids).toEqual(lexware.contacts.map(({ id }) => id));
  });
});

describe('an invoice for a contact that is on its way', () => {
  it('waits for it while others pass, and is made out to Lexware’s id', async () => {
    const all = bench();
    const { sync, clock, store, lexware, draft, state } = all;
    lexware.faults.createContact = ['unknownAfter'];
    const { contact, operation } = enqueue(all);
    const waiting = valueOf(sync.enqueueInvoice(draft({ recipient: sampleRecipient(contact.id) }), true));
    const other = valueOf(sync.enqueueInvoice(draft(), true));
    expect(waiting).toMatchObject({ state: 'queued', waitsFor: operation.id });
    const queuedHash = store.operations.find(waiting.id)?.bodyHash;
    sync.start();
    await clock.advance(0);
    expect([operation, waiting, other].map(({ id }) => state(id))).toEqual(['unknown', 'queued', 'confirmed']);
    await clock.advance(minute);
    expect(state(waiting.id)).toBe('confirmed');
    expect(invoiced(all)).toEqual([null, lexware.contacts[0]?.id]);
    expect(valueOf(store.operations.get(waiting.id)).waitsFor).toBe(null);
    expect(store.operations.find(waiting.id)?.bodyHash).not.toBe(queuedHash);
    expect(all.seen.filter(({ id }) => id === waiting.id).map((step) => [step.state, step.waitsFor !== null])).toEqual([
      ['queued', true],
      ...Array.from({ length: 2 }, () => ['queued', true]),
      ['queued', false],
      ['sending', false],
      ['confirmed', false],
    ]);
  });

  it('is found after an unknown outcome, by Lexware’s id', async () => {
    const all = bench();
    const { sync, clock, lexware, draft, state } = all;
    lexware.faults.createInvoice = ['unknownAfter'];
    const { contact } = enqueue(all);
    const { id } = valueOf(sync.enqueueInvoice(draft({ recipient: sampleRecipient(contact.id) }), true));
    sync.start();
    await clock.advance(5 * minute);
    expect(state(id)).toBe('confirmed');
    expect(lexware.invoices.size).toBe(1);
  });

  it.each(['refused', 'discard'] as const)('waits in vain where the contact is not made: %s', async (how) => {
    const all = bench();
    const { sync, clock, store, lexware, draft, state } = all;
    lexware.faults.createContact = [how === 'refused' ? 'refused' : 'unknownBefore'];
    const { contact, operation } = enqueue(all);
    const draftId = draft({ recipient: sampleRecipient(contact.id) });
    const waiting = valueOf(sync.enqueueInvoice(draftId, false));
    sync.start();
    await clock.advance(5 * minute);
    if (how === 'discard') valueOf(sync.decide(operation.id, { kind: 'discard' }));
    expect(valueOf(store.operations.get(waiting.id))).toMatchObject({
      state: 'rejected',
      error: { code: 'operation_waits_in_vain' },
      waitsFor: null,
    });
    expect(all.seen.at(-1)).toMatchObject({ id: waiting.id, state: 'rejected' });
    expect(valueOf(store.drafts.get(draftId)).state).toBe('editing');
    expect(codeOf(sync.enqueueInvoice(draftId, false))).toBe('operation_waits_in_vain');
    expect(codeOf(sync.retry(waiting.id))).toBe('operation_waits_in_vain');
    expect(lexware.invoices.size).toBe(0);
    valueOf(sync.retry(operation.id));
    await clock.advance(0);
    valueOf(sync.retry(waiting.id));
    await clock.advance(0);
    expect([state(operation.id), state(waiting.id)]).toEqual(['confirmed', 'confirmed']);
    expect(invoiced(all)).toEqual([lexware.contacts[0]?.id]);
  });

  it('can be sent with Kontor’s id long after the contact was confirmed', async () => {
    const all = bench();
    const { sync, clock, lexware, draft, state } = all;
    const { contact } = enqueue(all);
    sync.start();
    await clock.advance(minute);
    const late = valueOf(sync.enqueueInvoice(draft({ recipient: sampleRecipient(contact.id) }), false));
    expect(late.waitsFor).toBe(null);
    await clock.advance(0);
    expect(state(late.id)).toBe('confirmed');
    expect(invoiced(all)).toEqual([lexware.contacts[0]?.id]);
  });

  it('does not go out beside a twin whose outcome is open, whichever id each was queued with', async () => {
    const all = bench();
    const { sync, clock, store, lexware, draft, state } = all;
    const { contact } = enqueue(all);
    const same = () => draft({ recipient: sampleRecipient(contact.id) });
    const first = valueOf(sync.enqueueInvoice(same(), true));
    const second = valueOf(sync.enqueueInvoice(same(), true));
    lexware.faults.createInvoice = ['unknownBefore'];
    sync.start();
    await clock.advance(10 * minute);
    expect([state(first.id), state(second.id)]).toEqual(['needsDecision', 'queued']);
    expect(lexware.invoices.size).toBe(0);
    expect(store.operations.find(second.id)?.bodyHash).toBe(store.operations.find(first.id)?.bodyHash);
  });
});
