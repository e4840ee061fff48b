import { readdirSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Organisation } from '../../../domain/organisation.ts';
import { appError } from '../../../domain/errors.ts';
import { fail } from '../../../domain/result.ts';
import { createDemoFetch, demoOrigin } from '../../../main/service/demo-fetch.ts';
import { fits, transportFor } from '../../../main/service/transport.ts';
import type { Service } from '../../../main/service/service.ts';
import { codeOf, patience, valueOf } from './support/inbox.ts';
import { createLocalDemo } from './support/local-demo.ts';
import { addressOf, createMachine, type Machine } from './support/machine.ts';
import { useServices } from './support/service-bench.ts';

const bench = useServices({ seed: 22, companies: 1, vouchers: 5, rate: 0 });
const day = '2026-11-24';
const demoCredential = { kind: 'demo' as const, madeFor: day };
const keyCredential = { kind: 'apiKey' as const, key: 'k'.repeat(36) };
const nowhere = fail(appError('demo_unavailable'));

/** A machine that notes where its calls went, and with which bearer. */
interface Watched {
  machine: Machine;
  demo: ReturnType<typeof createLocalDemo>;
  calls: { address: string; bearer: string | null }[];
}
let watched: Watched;

beforeEach(() => {
  const machine = createMachine(bench.sandbox);
  const demo = createLocalDemo();
  const calls: Watched['calls'] = [];
  const note: typeof fetch = (target, init) => {
    calls.push({ address: addressOf(target), bearer: new Headers(init?.headers).get('authorization') });
    return fetch(target, init);
  };
  machine.ports = { ...machine.ports, demo, fetch: note, postFetch: note };
  watched = { machine, demo, calls };
});

const list = async (service: Service): Promise<Organisation[]> => valueOf(await service.handlers.organisations.list());
const addDemo = async (service: Service): Promise<Organisation> =>
  valueOf(await service.handlers.organisations.signIn({ method: 'demo' }));
const addReal = async (service: Service): Promise<Organisation> =>
  valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key: bench.keyOf(0) }));

/** How many invoices the list of the shown organisation holds. */
async function countInvoices(service: Service): Promise<number> {
  return valueOf(await service.handlers.invoices.list({ limit: 500 })).rows.length;
}
const untilInvoices = (service: Service): Promise<unknown> =>
  vi.waitUntil(async () => (await countInvoices(service)) > 100, patience);

describe('the demo company', () => {
  it('is marked as one, in its kind and in its name, and brings a few hundred documents', async () => {
    const service = await bench.start(watched.machine);
    const demo = await addDemo(service);
    expect(demo).toMatchObject({ method: 'demo', active: true, session: 'signedIn', apiKey: null });
    expect(demo.companyName).toMatch(/\(Demo\)$/);
    await untilInvoices(service);
    expect(valueOf(await service.handlers.audit.list({ limit: 500 })).at(-1)?.facts).toMatchObject({
      event: 'signedIn',
      method: 'demo',
    });
  });

  it('is there once, however often it is asked for', async () => {
    const service = await bench.start(watched.machine);
    const first = await addDemo(service);
    const real = await addReal(service);
    expect(real.active).toBe(true);
    expect(await addDemo(service)).toMatchObject({ id: first.id, active: true });
    expect(await list(service)).toHaveLength(2);
  });

  it('is the same after a restart: the same ids, drafts included, from a server with another key', async () => {
    const service = await bench.start(watched.machine);
    const { id } = await addDemo(service);
    await untilInvoices(service);
    const before = valueOf(await service.handlers.invoices.list({ limit: 500 })).rows.map((row) => row.id);
    const { draft } = valueOf(await service.handlers.drafts.create({}));
    await bench.stopAll();
    expect(watched.demo.isRunning()).toBe(false);
    const formerBearers = new Set(watched.calls.splice(0).map(({ bearer }) => bearer));
    const again = await bench.start(watched.machine);
    expect(await list(again)).toMatchObject([{ id, method: 'demo', session: 'signedIn' }]);
    valueOf(await again.handlers.sync.now());
    await vi.waitUntil(() => watched.calls.length > 0, patience);
    expect(valueOf(await again.handlers.invoices.list({ limit: 500 })).rows.map((row) => row.id)).toEqual(before);
    expect(valueOf(await again.handlers.drafts.list())).toMatchObject([{ draft: { id: draft.id } }]);
    expect(watched.calls.some(({ bearer }) => formerBearers.has(bearer))).toBe(false);
  });

  it('counts as connected without a network, and a real company does not', async () => {
    watched.machine.ports = { ...watched.machine.ports, isOnline: () => false };
    const service = await bench.start(watched.machine);
    const demo = await addDemo(service);
    expect(valueOf(await service.handlers.organisations.status()).online).toBe(true);
    await addReal(service);
    expect(valueOf(await service.handlers.organisations.status()).online).toBe(false);
    valueOf(await service.handlers.organisations.switchTo({ id: demo.id }));
    expect(valueOf(await service.handlers.organisations.status()).online).toBe(true);
  });

  it('says of Lexware that there is no page of it there, and opens none', async () => {
    const service = await bench.start(watched.machine);
    await addDemo(service);
    await untilInvoices(service);
    const [row] = valueOf(await service.handlers.invoices.list({ limit: 1 })).rows;
    const answer = await service.handlers.invoices.openInLexware({ id: row?.id ?? '' });
    expect(codeOf(answer)).toBe('demo_not_in_lexware');
    expect(watched.machine.opened).toEqual([]);
  });

  it('is not added where its server does not start, and nothing of it is left', async () => {
    watched.machine.ports = {
      ...watched.machine.ports,
      demo: { reach: () => Promise.resolve(nowhere), stop: () => Promise.resolve() },
    };
    const service = await bench.start(watched.machine);
    expect(codeOf(await service.handlers.organisations.signIn({ method: 'demo' }))).toBe('demo_unavailable');
    expect(await list(service)).toEqual([]);
    expect(watched.machine.entries.list()).toMatchObject({ value: [] });
  });
});

describe('removing the demo company', () => {
  it.each([true, false])(
    'leaves no file, no entry and no server, and the real one untouched (%s)',
    async (removeData) => {
      const service = await bench.start(watched.machine);
      const real = await addReal(service);
      const demo = await addDemo(service);
      await untilInvoices(service);
      valueOf(await service.handlers.organisations.signOut({ id: demo.id, removeData }));
      expect(await list(service)).toMatchObject([{ id: real.id, active: true, session: 'signedIn' }]);
      expect(watched.demo.isRunning()).toBe(false);
      const files = readdirSync(watched.machine.ports.dataDirectory);
      expect(files.filter((name) => name.startsWith(demo.id))).toEqual([]);
      expect(files.filter((name) => name.startsWith(real.id))).not.toEqual([]);
      const entries = watched.machine.entries.list();
      expect(entries.ok && entries.value.filter((name) => name.includes(demo.id))).toEqual([]);
    },
  );

  it('is never done to a real company that is only signed out', async () => {
    const service = await bench.start(watched.machine);
    const real = await addReal(service);
    valueOf(await service.handlers.organisations.signOut({ id: real.id, removeData: false }));
    expect(await list(service)).toMatchObject([{ id: real.id, session: 'signedOut' }]);
  });
});

describe('what goes where', () => {
  it('keeps the demo on its own server and the real company on its own, side by side', async () => {
    const service = await bench.start(watched.machine);
    await addReal(service);
    await addDemo(service);
    await untilInvoices(service);
    const { key, url } = valueOf(await watched.demo.reach(day));
    const ofDemo = watched.calls.filter(({ address }) => address.startsWith(`${url}/`));
    const ofReal = watched.calls.filter(({ address }) => address.startsWith(`${bench.sandbox.apiUrl}/`));
    expect(ofDemo.length).toBeGreaterThan(0);
    expect(ofReal.length).toBeGreaterThan(0);
    expect(ofDemo.length + ofReal.length).toBe(watched.calls.length);
    expect(new Set(ofDemo.map(({ bearer }) => bearer))).toEqual(new Set([`Bearer ${key}`]));
    expect(new Set(ofReal.map(({ bearer }) => bearer))).toEqual(new Set([`Bearer ${bench.keyOf(0)}`]));
  });

  it('is the kind of the credential to say, whatever the connection names', async () => {
    const asked: string[] = [];
    const note: typeof fetch = (target) => {
      asked.push(addressOf(target));
      return Promise.resolve(new Response());
    };
    const connection = { apiUrl: 'https://api.lexware.io', webAppUrl: '', method: 'apiKey' as const, oauth: null };
    const address = { url: 'http://127.0.0.1:1', key: '' };
    const demo = { reach: () => Promise.resolve({ ok: true as const, value: address }), stop: () => Promise.resolve() };
    const ports = { fetch: note, postFetch: note, demo };
    const toDemo = transportFor(connection, demoCredential, ports);
    await toDemo.fetch(`${toDemo.baseUrl}/v1/profile?page=1`);
    await toDemo.postFetch(`${toDemo.baseUrl}/v1/invoices`);
    expect(asked).toEqual(['http://127.0.0.1:1/v1/profile?page=1', 'http://127.0.0.1:1/v1/invoices']);
    const toLexware = transportFor(connection, keyCredential, ports);
    await toLexware.fetch(`${toLexware.baseUrl}/v1/profile`);
    expect(asked.at(-1)).toBe('https://api.lexware.io/v1/profile');
  });

  it.each(['https://api.lexware.io/v1/profile', 'http://127.0.0.1:1/v1/profile', 'https://demo.invalid.example/'])(
    'keeps the demo from asking %s',
    async (address) => {
      const ask = vi.fn<typeof fetch>();
      const demoFetch = createDemoFetch(watched.demo, day, ask);
      await expect(demoFetch(address)).rejects.toThrow(TypeError);
      expect(ask).not.toHaveBeenCalled();
    },
  );

  it('sends nothing where the server does not run, and proves it', async () => {
    const ask = vi.fn<typeof fetch>();
    const demoFetch = createDemoFetch({ ...watched.demo, reach: () => Promise.resolve(nowhere) }, day, ask);
    await expect(demoFetch(`${demoOrigin}/v1/invoices`)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    expect(ask).not.toHaveBeenCalled();
  });

  it('lets no credential work on a connection of the other kind', () => {
    const real = { apiUrl: 'https://api.lexware.io', webAppUrl: '', method: 'apiKey' as const, oauth: null };
    const demo = { apiUrl: demoOrigin, webAppUrl: '', method: 'demo' as const, oauth: null };
    expect(fits(demo, demoCredential)).toBe(true);
    expect(fits(real, keyCredential)).toBe(true);
    expect(fits(real, demoCredential)).toBe(false);
    expect(fits(demo, keyCredential)).toBe(false);
    expect(fits({ ...real, method: 'demo' }, demoCredential)).toBe(false);
    expect(fits({ ...demo, method: 'apiKey' }, keyCredential)).toBe(false);
  });
});
