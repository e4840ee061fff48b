import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { answerCall, type Handler } from '../../../main/service/answer-call.ts';
import type { Service } from '../../../main/service/service.ts';
import { answeredWhileLocked } from '../../../preload/contract-lock.ts';
import type { Answer } from '../../../preload/contract.ts';
import { channels, type Channel } from '../../fuzz/ipc-bench.ts';
import { createLuck } from '../../fuzz/luck.ts';
import { sampleOf } from '../../fuzz/sample.ts';
import { goThroughBrowser } from '../auth/support/browser.ts';
import { codeOf, fixture, patience, receiptWorker, valueOf } from './support/inbox.ts';
import { createMachine, type Machine } from './support/machine.ts';
import { useServices } from './support/service-bench.ts';

const passphrase = 'Rübezahl trägt Grün';
const contact = {
  name: { kind: 'company' as const, name: 'Nachtarbeit GmbH' },
  ...{ isCustomer: true, isVendor: false, address: null, email: null, phone: null, vatRegistrationId: null },
};
const bench = useServices({ seed: 11, companies: 2, vouchers: 5, rate: 0 });

const titles = async (service: Service): Promise<string[]> =>
  valueOf(await service.handlers.drafts.list()).map(({ draft }) => draft.title);

/** One organisation with a draft titled so, and an app lock that is open. */
async function withLock(machine: Machine, title: string): Promise<{ service: Service; id: string }> {
  const service = await bench.start(machine);
  const { id } = valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key: bench.keyOf(0) }));
  const { draft } = valueOf(await service.handlers.drafts.create({}));
  valueOf(await service.handlers.drafts.save({ draft: { ...draft, title } }));
  valueOf(await service.handlers.lock.turnOn({ passphrase }));
  return { service, id };
}
async function lock(service: Service): Promise<void> {
  expect(valueOf(await service.handlers.lock.lock()).state).toBe('locked');
}
const unlock = (service: Service): ReturnType<Service['handlers']['lock']['unlock']> =>
  service.handlers.lock.unlock({ passphrase });
function call(service: Service, { namespace, name, method }: Channel, input: unknown): Promise<Answer<unknown>> {
  const group = service.handlers as unknown as Record<string, Record<string, Handler>>;
  const handler = group[namespace]?.[name];
  if (handler === undefined) throw new Error(`no handler for ${namespace}.${name}`);
  const onBug = (bug: unknown): void => expect(bug).toBeNull();
  return answerCall(method, handler, method.input === null ? [] : [input], { onBug, checkOutput: true });
}

/** What would change if a call were carried out after all. */
function state(machine: Machine): string {
  const settings = machine.ports.settings.read();
  const entries = [...machine.entries.content].filter(([name]) => name !== 'appLockTries');
  return JSON.stringify([settings, entries, machine.opened, machine.suggestedNames]);
}

describe('a locked app', () => {
  it('answers no method of the contract but the five of its lock screen, and changes nothing', async () => {
    const machine = createMachine(bench.sandbox);
    const { service } = await withLock(machine, 'Silberdistel');
    await lock(service);
    const before = state(machine);
    const luck = createLuck(7);
    const inputs: Partial<Record<string, unknown>> = {
      'lock.unlock': { passphrase: 'a wrong passphrase' },
      // The right word would sign out; a wrong one has to come as far as that.
      'lock.signOutEverywhere': { word: 'anything' },
    };
    const answered: string[] = [];
    for (const channel of channels) {
      const method = `${channel.namespace}.${channel.name}`;
      const { input } = channel.method;
      const answer = await call(
        service,
        channel,
        inputs[method] ?? (input === null ? undefined : sampleOf(input, luck)),
      );
      if (codeOf(answer) !== 'app_locked') answered.push(method);
      expect(JSON.stringify(answer)).not.toContain('Silberdistel');
    }
    expect(answered.sort()).toEqual([...answeredWhileLocked].sort());
    expect(channels.length - answered.length).toBeGreaterThan(50);
    expect(state(machine)).toBe(before);
    valueOf(await unlock(service));
    expect(await titles(service)).toEqual(['Silberdistel']);
  }, 120_000);

  it('sends what is in the outbox, and tells the page nothing of it', async () => {
    const machine = createMachine(bench.sandbox);
    const { service } = await withLock(machine, 'Weiter');
    valueOf(await service.handlers.contacts.create({ contact }));
    await lock(service);
    const before = machine.events.length;
    await vi.waitUntil(() => machine.lines.some((line) => line.includes('confirmed')), patience);
    expect(machine.events.slice(before)).toEqual([]);
    valueOf(await unlock(service));
    expect(valueOf(await service.handlers.outbox.list()).map((operation) => operation.state)).toEqual(['confirmed']);
  }, 120_000);

  it('keeps back the answer of what was asked before', async () => {
    const machine = createMachine(bench.sandbox);
    const { service } = await withLock(machine, 'Vorher');
    const asked = service.handlers.drafts.list();
    await lock(service);
    expect(codeOf(await asked)).toBe('app_locked');
  }, 120_000);

  it('saves what was just typed while the page puts things away, and nothing after', async () => {
    const machine = createMachine(bench.sandbox);
    const { service } = await withLock(machine, 'Alt');
    const [stored] = valueOf(await service.handlers.drafts.list());
    if (stored === undefined) throw new Error('there is no draft');
    service.systemLocks();
    expect(machine.events.at(-1)).toMatchObject({ event: 'lock', payload: { state: 'locking' } });
    expect(codeOf(await service.handlers.drafts.list())).toBe('app_locked');
    const saving = await service.handlers.drafts.save({ draft: { ...stored.draft, title: 'Neu' } });
    expect(codeOf(saving)).toBe('a value');
    await lock(service);
    const late = await service.handlers.drafts.save({ draft: { ...stored.draft, title: 'Zu spät' } });
    expect(codeOf(late)).toBe('app_locked');
    valueOf(await unlock(service));
    expect(await titles(service)).toEqual(['Neu']);
  }, 120_000);

  it('is what the next start begins with', async () => {
    const machine = createMachine(bench.sandbox);
    await withLock(machine, 'Morgen');
    const service = await bench.restart(machine);
    expect(valueOf(await service.handlers.lock.status()).state).toBe('locked');
    expect(codeOf(await service.handlers.organisations.list())).toBe('app_locked');
    expect(codeOf(await service.handlers.settings.get())).toBe('app_locked');
    expect(codeOf(await service.handlers.lock.unlock({ passphrase: 'a wrong passphrase' }))).toBe('passphrase_wrong');
    valueOf(await unlock(service));
    expect(await titles(service)).toEqual(['Morgen']);
  }, 120_000);

  it('asks where to save nobody, and takes no answer from a dialog that was open', async () => {
    const machine = createMachine(bench.sandbox);
    let choose = (_file: string | null): void => undefined;
    machine.ports = {
      ...machine.ports,
      saveDialog: { ...machine.ports.saveDialog, chooseFile: () => new Promise((done) => (choose = done)) },
    };
    const { service } = await withLock(machine, 'Offen');
    const saving = service.handlers.app.saveDiagnostics();
    await lock(service);
    const target = path.join(machine.folder, 'diagnostics.txt');
    choose(target);
    expect(codeOf(await saving)).toBe('app_locked');
    expect(existsSync(target)).toBe(false);
  }, 120_000);
});

describe('what comes from outside while it is locked', () => {
  it('are files: they wait, and come to the receipts after unlocking', async () => {
    const machine = createMachine(bench.sandbox);
    machine.ports = { ...machine.ports, receiptWorker: await receiptWorker() };
    const { service } = await withLock(machine, 'Belege');
    await lock(service);
    service.openFiles([fixture('plain.pdf')]);
    service.openFiles([fixture('plain.pdf')]);
    expect(valueOf(await service.handlers.lock.status()).waitingFiles).toBe(1);
    expect(machine.events.at(-1)).toMatchObject({ event: 'lock', payload: { waitingFiles: 1 } });
    expect(machine.presented).toBe(2);
    expect(valueOf(await unlock(service)).waitingFiles).toBe(1);
    await vi.waitUntil(
      async () => valueOf(await service.handlers.receipts.list({ limit: 5 })).rows.length === 1,
      patience,
    );
    expect(valueOf(await service.handlers.lock.status()).waitingFiles).toBe(0);
  }, 120_000);

  it('is a click on a notification: it leads on after unlocking, and nowhere before', async () => {
    const machine = createMachine(bench.sandbox);
    const { service, id } = await withLock(machine, 'Ruf');
    await lock(service);
    const before = machine.events.length;
    service.follow({ reason: 'rejected', organisationId: id });
    expect(machine.presented).toBe(1);
    expect(machine.events.slice(before)).toEqual([]);
    valueOf(await unlock(service));
    expect(machine.events.slice(before)).toContainEqual({ event: 'command', payload: { command: 'outbox' } });
  }, 120_000);

  it('is the answer of a sign-in: a code lives for a minute, so it is redeemed, and shown after unlocking', async () => {
    const machine = createMachine(bench.sandbox);
    const { service } = await withLock(machine, 'Zwei');
    const signingIn = service.handlers.organisations.signIn({ method: 'oauth' });
    const address = await vi.waitUntil(() => machine.opened[0], patience);
    const person = bench.sandbox.users[1];
    if (person === undefined) throw new Error('no such user');
    const link = await goThroughBrowser(address, person);
    await lock(service);
    service.receiveArguments(['kontor', link]);
    expect(codeOf(await signingIn)).toBe('app_locked');
    valueOf(await unlock(service));
    expect(valueOf(await service.handlers.organisations.list())).toHaveLength(2);
  }, 120_000);
});

describe('a forgotten passphrase', () => {
  it('signs out everywhere, hides the data over restarts, and a new sign-in brings them back whole', async () => {
    const machine = createMachine(bench.sandbox);
    const { service, id } = await withLock(machine, 'Bleibt da');
    await lock(service);
    expect(valueOf(await service.handlers.lock.signOutEverywhere({ word: 'abmelden' })).state).toBe('off');
    expect(valueOf(await service.handlers.organisations.list())).toEqual([]);
    expect([...machine.entries.content.keys()].filter((name) => name.endsWith(':credential'))).toEqual([]);
    const next = await bench.restart(machine);
    expect(valueOf(await next.handlers.organisations.list())).toEqual([]);
    expect(codeOf(await next.handlers.organisations.switchTo({ id }))).toBe('signed_out');
    expect(codeOf(await next.handlers.backups.list({ organisationId: id }))).toBe('signed_out');
    valueOf(await next.handlers.organisations.signIn({ method: 'apiKey', key: bench.keyOf(1) }));
    expect(await titles(next)).toEqual([]);
    valueOf(await next.handlers.organisations.signIn({ method: 'apiKey', key: bench.keyOf(0) }));
    expect(await titles(next)).toEqual(['Bleibt da']);
    expect(await titles(await bench.restart(machine))).toEqual(['Bleibt da']);
  }, 120_000);

  it('is no way around the lock with the keyring taken away for a start', async () => {
    const machine = createMachine(bench.sandbox);
    await withLock(machine, 'Nicht so');
    machine.keyring.isAvailable = false;
    const without = await bench.restart(machine);
    expect(valueOf(await without.handlers.lock.status()).state).toBe('locked');
    expect(codeOf(await unlock(without))).toBe('vault_locked');
    valueOf(await without.handlers.lock.signOutEverywhere({ word: 'sign out' }));
    machine.keyring.isAvailable = true;
    const next = await bench.restart(machine);
    expect(valueOf(await next.handlers.organisations.list())).toEqual([]);
    valueOf(await next.handlers.organisations.signIn({ method: 'apiKey', key: bench.keyOf(0) }));
    expect(await titles(next)).toEqual(['Nicht so']);
  }, 120_000);

  it('leaves a company that cannot be opened locked after the sign-in, with its own ways on', async () => {
    const machine = createMachine(bench.sandbox);
    const { service, id } = await withLock(machine, 'Verschlossen');
    await lock(service);
    valueOf(await service.handlers.lock.signOutEverywhere({ word: 'abmelden' }));
    machine.keyring.password = 'other';
    const next = await bench.restart(machine);
    const signedIn = await next.handlers.organisations.signIn({ method: 'apiKey', key: bench.keyOf(0) });
    expect(codeOf(signedIn)).toBe('vault_locked');
    expect(valueOf(await next.handlers.organisations.list())).toMatchObject([{ id, session: 'locked' }]);
  }, 120_000);

  it('signs nobody out while the app is open, and changes nothing where the disk takes nothing', async () => {
    const machine = createMachine(bench.sandbox);
    const { service } = await withLock(machine, 'Offen');
    expect(codeOf(await service.handlers.lock.signOutEverywhere({ word: 'abmelden' }))).toBe('invalid_input');
    await lock(service);
    machine.entries.failure = 'full';
    expect(codeOf(await service.handlers.lock.signOutEverywhere({ word: 'abmelden' }))).toBe('storage_full');
    machine.entries.failure = null;
    expect(valueOf(await service.handlers.lock.status()).state).toBe('locked');
    valueOf(await unlock(service));
    expect(await titles(service)).toEqual(['Offen']);
  }, 120_000);
});

describe('where a passphrase seals the vault', () => {
  it('it opens the lock and every organisation in one step', async () => {
    const machine = createMachine(bench.sandbox);
    machine.keyring.isAvailable = false;
    const service = await bench.start(machine);
    valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key: bench.keyOf(0) }));
    expect(codeOf(await service.handlers.lock.turnOn({ passphrase }))).toBe('no_secure_storage');
    valueOf(await service.handlers.vault.setPassphrase({ passphrase }));
    valueOf(await service.handlers.lock.turnOn({ passphrase }));
    const next = await bench.restart(machine);
    expect(codeOf(await next.handlers.organisations.list())).toBe('app_locked');
    expect(codeOf(await next.handlers.vault.unlock({ passphrase }))).toBe('app_locked');
    valueOf(await unlock(next));
    expect(valueOf(await next.handlers.organisations.list())).toMatchObject([{ session: 'signedIn' }]);
  }, 120_000);
});
