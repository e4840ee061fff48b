import { describe, expect, it, vi } from 'vitest';
import type { NewContact } from '../../../domain/contact.ts';
import type { Organisation } from '../../../domain/organisation.ts';
import type { Service } from '../../../main/service/service.ts';
import { codeOf, patience, valueOf } from './support/inbox.ts';
import { addressOf, createMachine, type Machine } from './support/machine.ts';
import { useServices } from './support/service-bench.ts';

const bench = useServices({ seed: 31, companies: 2, vouchers: 3, rate: 0 });

/** A machine on which it is a given day, and a Lexware that says that the connection was made on `made`, or says nothing. */
function machineOn(today: string, made: string | null): { machine: Machine; setDay: (day: string) => void } {
  const machine = createMachine(bench.sandbox);
  let offsetMs = Date.parse(`${today}T10:00:00Z`) - Date.now();
  const { clock } = machine.ports;
  const fetchMade: typeof fetch = async (url, init) => {
    const answer = await fetch(url, init);
    if (!addressOf(url).endsWith('/v1/profile') || !answer.ok) return answer;
    const profile = (await answer.json()) as Record<string, unknown>;
    const created = made === null ? undefined : { date: `${made}T09:00:00.000+01:00` };
    return Response.json({ ...profile, created });
  };
  machine.ports = {
    ...machine.ports,
    fetch: fetchMade,
    clock: { ...clock, wallMs: () => Date.now() + offsetMs },
  };
  return {
    machine,
    setDay: (day) => {
      offsetMs = Date.parse(`${day}T10:00:00Z`) - Date.now();
    },
  };
}

const newContact: NewContact = {
  name: { kind: 'company', name: 'Neu GmbH' },
  ...{ isCustomer: true, isVendor: false, address: null, email: null, phone: null, vatRegistrationId: null },
};
const idOf = (index: number): string => bench.sandbox.apiKeys[index]?.organizationId ?? '';
const signIn = async (service: Service, key: string): Promise<Organisation> =>
  valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key }));
const listed = async (service: Service): Promise<Organisation | undefined> =>
  valueOf(await service.handlers.organisations.list()).find(({ id }) => id === idOf(0));

describe('when a key was made', () => {
  it('is what Lexware says of the connection', async () => {
    const service = await bench.start(machineOn('2026-11-24', '2026-01-03').machine);
    expect((await signIn(service, bench.keyOf(0))).apiKey).toEqual({
      ...{ createdOn: '2026-01-03', source: 'lexware', expiresOn: '2028-01-03' },
      ...{ daysLeft: 405, warning: null, seen: false },
    });
  });

  it('is the day on which it was entered where Lexware says nothing, also when it is entered once more', async () => {
    const { machine, setDay } = machineOn('2026-11-24', null);
    const service = await bench.start(machine);
    expect((await signIn(service, bench.keyOf(0))).apiKey).toMatchObject({
      createdOn: '2026-11-24',
      source: 'entered',
    });
    setDay('2026-12-24');
    expect((await signIn(service, bench.keyOf(0))).apiKey).toMatchObject({
      createdOn: '2026-11-24',
      source: 'entered',
    });
  });

  it('is the user’s word before everything else, until they take it back', async () => {
    const { machine } = machineOn('2026-11-24', '2026-01-03');
    const service = await bench.start(machine);
    await signIn(service, bench.keyOf(0));
    const { tellKeyDate } = service.handlers.organisations;
    const told = valueOf(await tellKeyDate({ id: idOf(0), createdOn: '2024-12-01' }));
    expect(told.apiKey).toMatchObject({ createdOn: '2024-12-01', source: 'user', warning: 'in14' });
    await service.stop();
    const again = await bench.start(machine);
    expect((await listed(again))?.apiKey).toMatchObject({ source: 'user' });
    const back = valueOf(await again.handlers.organisations.tellKeyDate({ id: idOf(0), createdOn: null }));
    expect(back.apiKey).toMatchObject({ createdOn: '2026-01-03', source: 'lexware' });
  });

  it.each(['2026-11-25', '2027-01-01', '2010-01-01'])('cannot have been on %s', async (createdOn) => {
    const service = await bench.start(machineOn('2026-11-24', '2026-01-03').machine);
    await signIn(service, bench.keyOf(0));
    expect(codeOf(await service.handlers.organisations.tellKeyDate({ id: idOf(0), createdOn }))).toBe('invalid_input');
    expect((await listed(service))?.apiKey?.source).toBe('lexware');
  });
});

describe('the end of a key', () => {
  it('is warned of once at each threshold, whatever is restarted', async () => {
    const { machine, setDay } = machineOn('2027-10-01', '2026-01-03');
    const first = await bench.start(machine);
    await signIn(first, bench.keyOf(0));
    await first.stop();
    const heard: [string, string][] = [];
    const days = ['2027-11-03', '2027-11-04', '2027-11-05', '2027-12-20', '2027-12-21', '2027-12-31', '2028-01-02'];
    for (const day of [...days, '2028-01-03', '2028-01-04', '2028-02-01']) {
      setDay(day);
      machine.notices.length = 0;
      await (await bench.start(machine)).stop();
      for (const { reason } of machine.notices) heard.push([day, reason]);
    }
    expect(heard).toEqual([
      ['2027-11-04', 'keyExpires'],
      ['2027-12-20', 'keyExpires'],
      ['2027-12-31', 'keyExpires'],
      ['2028-01-04', 'keyExpired'],
    ]);
  });

  it('can be put aside, and is news again when it has come nearer', async () => {
    const { machine, setDay } = machineOn('2027-11-10', '2026-01-03');
    const service = await bench.start(machine);
    expect((await signIn(service, bench.keyOf(0))).apiKey).toMatchObject({ warning: 'in60', seen: false });
    const aside = valueOf(await service.handlers.organisations.putKeyWarningAside({ id: idOf(0) }));
    expect(aside.apiKey).toMatchObject({ warning: 'in60', seen: true });
    setDay('2027-12-24');
    expect((await listed(service))?.apiKey).toMatchObject({ warning: 'in14', seen: false });
  });

  it('leads to the settings', async () => {
    const { machine } = machineOn('2026-11-24', '2026-01-03');
    const service = await bench.start(machine);
    await signIn(service, bench.keyOf(0));
    service.follow({ reason: 'keyExpires', organisationId: idOf(0) });
    expect(machine.events).toContainEqual({ event: 'command', payload: { command: 'settings' } });
  });
});

describe('a new key in the place of the old one', () => {
  it('keeps everything, and what was known of the old one is forgotten', async () => {
    const { machine, setDay } = machineOn('2026-11-24', null);
    const service = await bench.start(machine);
    const old = bench.sandbox.admin.createKey(idOf(0));
    await signIn(service, old);
    const { draft } = valueOf(await service.handlers.drafts.create({}));
    valueOf(await service.handlers.organisations.tellKeyDate({ id: idOf(0), createdOn: '2024-12-01' }));
    valueOf(await service.handlers.organisations.putKeyWarningAside({ id: idOf(0) }));
    setDay('2026-11-26');
    const next = bench.sandbox.admin.createKey(idOf(0));
    bench.sandbox.admin.deleteKey(old);
    const replaced = valueOf(await service.handlers.organisations.replaceKey({ id: idOf(0), key: ` ${next}\n` }));
    expect(replaced).toMatchObject({ session: 'signedIn', active: true });
    expect(replaced.apiKey).toMatchObject({ createdOn: '2026-11-26', source: 'entered', warning: null, seen: false });
    expect(valueOf(await service.handlers.drafts.get({ id: draft.id })).draft.id).toBe(draft.id);
    await vi.waitUntil(async () => valueOf(await service.handlers.sync.status()).state === 'idle', patience);
  });

  it('does not move the page to another company', async () => {
    const service = await bench.start(machineOn('2026-11-24', null).machine);
    await signIn(service, bench.keyOf(0));
    await signIn(service, bench.keyOf(1));
    const next = bench.sandbox.admin.createKey(idOf(0));
    valueOf(await service.handlers.organisations.replaceKey({ id: idOf(0), key: next }));
    const active = valueOf(await service.handlers.organisations.list()).filter((one) => one.active);
    expect(active.map(({ id }) => id)).toEqual([idOf(1)]);
  });

  it.each([
    ['of another company', () => bench.keyOf(1), 'api_key_other_organisation'],
    ['that Lexware does not know', () => '00000000-0000-4000-8000-000000000000', 'api_key_refused'],
    ['that is none', () => 'no key', 'api_key_invalid_format'],
  ])('is refused where it is one %s, and nothing changes', async (_what, key, code) => {
    const { machine } = machineOn('2026-11-24', null);
    const service = await bench.start(machine);
    await signIn(service, bench.keyOf(0));
    const sealed = JSON.stringify([...machine.entries.content]);
    expect(codeOf(await service.handlers.organisations.replaceKey({ id: idOf(0), key: key() }))).toBe(code);
    expect(JSON.stringify([...machine.entries.content])).toBe(sealed);
    expect(valueOf(await service.handlers.organisations.list())).toHaveLength(1);
    expect((await listed(service))?.session).toBe('signedIn');
  });

  it('is refused for a company that is not here', async () => {
    const service = await bench.start(machineOn('2026-11-24', null).machine);
    expect(codeOf(await service.handlers.organisations.replaceKey({ id: idOf(0), key: bench.keyOf(0) }))).toBe(
      'signed_out',
    );
  });
});

describe('a permission that a key lacks', () => {
  const most = ['profile.read', 'voucherlist.read', 'invoices.read', 'contacts.read', 'payments.read'];

  it('is found by the first sync, named, and known after a restart', async () => {
    const { machine } = machineOn('2026-11-24', null);
    const service = await bench.start(machine);
    await signIn(service, bench.sandbox.admin.createKey(idOf(0), most));
    await vi.waitUntil(async () => (await listed(service))?.missing.length === 1, patience);
    expect((await listed(service))?.missing).toEqual(['articles.read']);
    expect(machine.events).toContainEqual({ event: 'changed', payload: { topics: ['organisations'] } });
    await service.stop();
    expect((await listed(await bench.start(machine)))?.missing).toEqual(['articles.read']);
  });

  it('is named where an action fails, and is missing no more once a new key has it', async () => {
    const service = await bench.start(machineOn('2026-11-24', null).machine);
    await signIn(service, bench.sandbox.admin.createKey(idOf(0), [...most, 'articles.read']));
    const created = await service.handlers.contacts.create({ contact: newContact });
    const { operation } = valueOf(created);
    await vi.waitUntil(async () => {
      const all = valueOf(await service.handlers.outbox.list());
      return all.find(({ id }) => id === operation.id)?.state === 'rejected';
    }, patience);
    const [rejected] = valueOf(await service.handlers.outbox.list());
    expect(rejected?.error).toMatchObject({ code: 'lexware_forbidden', permission: 'contacts.write' });
    expect((await listed(service))?.missing).toEqual(['contacts.write']);
    const next = bench.sandbox.admin.createKey(idOf(0));
    const replaced = valueOf(await service.handlers.organisations.replaceKey({ id: idOf(0), key: next }));
    expect(replaced.missing).toEqual([]);
  });
});
