import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { InvoiceDraft } from '../../../domain/invoice-draft.ts';
import { newLine } from '../../../domain/new-draft.ts';
import type { Organisation } from '../../../domain/organisation.ts';
import { defaultSettings } from '../../../domain/settings.ts';
import { orderAfter } from '../../../main/service/organisation-order.ts';
import type { Service } from '../../../main/service/service.ts';
import { readableSettings } from '../../../main/service/readable-settings.ts';
import { codeOf, patience, valueOf } from './support/inbox.ts';
import { createMachine, type Machine } from './support/machine.ts';
import { useServices } from './support/service-bench.ts';

const bench = useServices({ seed: 21, companies: 3, vouchers: 5, rate: 0 });

/** A service with all three companies, in the order of the sandbox; the last one is shown. */
async function startWithAll(machine = createMachine(bench.sandbox)): Promise<{ service: Service; machine: Machine }> {
  const service = await bench.start(machine);
  for (const { key } of bench.sandbox.apiKeys) {
    valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key }));
  }
  return { service, machine };
}

const list = async (service: Service): Promise<Organisation[]> => valueOf(await service.handlers.organisations.list());
const ids = async (service: Service): Promise<string[]> => (await list(service)).map(({ id }) => id);

/** Every byte that lies in the folder of a machine. */
function bytesOn({ folder }: Machine): Buffer {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Buffer.concat(files.map((entry) => readFileSync(path.join(entry.parentPath, entry.name))));
}

describe('the name of a company on this machine', () => {
  it('stands in the list beside the one of Lexware, and outlives a restart', async () => {
    const { service, machine } = await startWithAll();
    const [first] = await list(service);
    if (!first) throw new Error('no company');
    const changed = valueOf(await service.handlers.organisations.change({ id: first.id, name: 'Mandant 17' }));
    expect(changed).toMatchObject({ name: 'Mandant 17', companyName: first.companyName });
    await service.stop();
    const again = await list(await bench.start(machine));
    expect(again.find(({ id }) => id === first.id)).toMatchObject({
      name: 'Mandant 17',
      companyName: first.companyName,
    });
  });

  it('gives way to the one of Lexware when it is taken away', async () => {
    const { service } = await startWithAll();
    const [first] = await list(service);
    if (!first) throw new Error('no company');
    await service.handlers.organisations.change({ id: first.id, name: 'Mandant 17' });
    const changed = valueOf(await service.handlers.organisations.change({ id: first.id, name: '' }));
    expect(changed.name).toBe(first.companyName);
  });

  it('lies in no file in clear', async () => {
    const { service, machine } = await startWithAll();
    const [first] = await list(service);
    if (!first) throw new Error('no company');
    valueOf(await service.handlers.organisations.change({ id: first.id, name: 'Zimtstern Buchhaltung' }));
    await service.stop();
    expect(bytesOn(machine).includes('Zimtstern')).toBe(false);
    expect(JSON.stringify(machine.ports.settings.read())).not.toContain('Zimtstern');
  });

  it('cannot be given to a company that is not here', async () => {
    const { service } = await startWithAll();
    const id = '00000000-0000-4000-8000-000000000000';
    expect(codeOf(await service.handlers.organisations.change({ id, name: 'Niemand' }))).toBe('signed_out');
  });
});

describe('the colour of a company', () => {
  it('is another one for each from the first moment on, and the chosen one afterwards', async () => {
    const { service, machine } = await startWithAll();
    const before = await list(service);
    expect(new Set(before.map(({ colour }) => colour)).size).toBe(3);
    const { id, name } = before[1] ?? before[0] ?? {};
    if (id === undefined) throw new Error('no company');
    expect(valueOf(await service.handlers.organisations.change({ id, colour: 'slate' }))).toMatchObject({ name });
    await service.stop();
    const after = await list(await bench.start(machine));
    expect(after.map(({ colour }) => colour)).toEqual(before.map((one) => (one.id === id ? 'slate' : one.colour)));
  });
});

describe('the order of the companies', () => {
  it('is by name until the user changes it, and theirs from then on', async () => {
    const { service, machine } = await startWithAll();
    const names = (await list(service)).map(({ name }) => name);
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'de')));
    const turned = (await ids(service)).reverse();
    expect(valueOf(await service.handlers.organisations.arrange({ ids: turned })).map(({ id }) => id)).toEqual(turned);
    await service.stop();
    expect(await ids(await bench.start(machine))).toEqual(turned);
  });

  it('keeps every company on its key when a new one comes, or when names change', async () => {
    const machine = createMachine(bench.sandbox);
    const service = await bench.start(machine);
    const [one, two, three] = bench.sandbox.apiKeys;
    for (const company of [one, two]) {
      valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key: company?.key ?? '' }));
    }
    const before = (await ids(service)).reverse();
    await service.handlers.organisations.arrange({ ids: before });
    valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key: three?.key ?? '' }));
    await service.handlers.organisations.change({ id: before[1] ?? '', name: 'AAA' });
    expect(await ids(service)).toEqual([...before, three?.organizationId]);
  });

  it('keeps a locked company at its place', async () => {
    const { service, machine } = await startWithAll();
    const turned = (await ids(service)).reverse();
    await service.handlers.organisations.arrange({ ids: turned });
    await service.stop();
    const file = path.join(machine.ports.dataDirectory, `${turned[1] ?? ''}.db`);
    writeFileSync(file, 'this is no database at all'.repeat(400));
    const again = await list(await bench.start(machine));
    expect(again.map(({ id }) => id)).toEqual(turned);
    expect(again[1]).toMatchObject({ session: 'locked', waiting: 0 });
  });

  it('leaves nothing out and takes nothing in, whatever is asked', () => {
    expect(orderAfter(['c', 'x', 'c'], ['a', 'b', 'c'])).toEqual(['c', 'a', 'b']);
    expect(orderAfter([], ['a', 'b'])).toEqual(['a', 'b']);
  });

  it.each([
    ['no list', { organisationOrder: 'a' }],
    ['a list with something else in it', { organisationOrder: ['no id'] }],
    ['nothing', null],
  ])('is by name where the settings file has %s; all else of it stays', (_what, damage) => {
    const stored = damage === null ? null : { ...defaultSettings, theme: 'dark', ...damage };
    const read = readableSettings(stored);
    expect(read.organisationOrder).toEqual([]);
    expect(read.theme).toBe(damage === null ? 'system' : 'dark');
  });
});

/** A draft that can be sent, saved in the organisation that is shown. */
async function writeDraft(service: Service): Promise<InvoiceDraft> {
  const { draft } = valueOf(await service.handlers.drafts.create({}));
  const line = { ...newLine('6c0a8a9e-9d1b-4a53-8a46-0f3f0d6c3b11', draft.taxType), name: 'Beratung', unitName: 'h' };
  const address = { supplement: '', street: 'Deich 4', zip: '25980', city: 'Sylt', countryCode: 'DE' };
  const complete: InvoiceDraft = {
    ...draft,
    recipient: { kind: 'oneTime', name: 'Wiebke Claasen', ...address },
    lineItems: [{ ...line, quantity: '3', unitPrice: '95' }],
  };
  valueOf(await service.handlers.drafts.save({ draft: complete }));
  return complete;
}

describe('what the list says of a company that is not shown', () => {
  it.each([
    ['waits for a user', 'forbidden', { waiting: 1, decisions: 0, uncertain: 0, outgoing: 0 }],
    ['is going out', 'delay', { waiting: 0, decisions: 0, uncertain: 0, outgoing: 1 }],
  ] as const)('counts what %s', async (_what, fault, counts) => {
    const { service } = await startWithAll();
    const [first, second] = await list(service);
    if (!first || !second) throw new Error('no company');
    valueOf(await service.handlers.organisations.switchTo({ id: first.id }));
    const draft = await writeDraft(service);
    if (fault === 'forbidden')
      bench.sandbox.admin.addFault({ kind: 'forbidden', method: 'POST', path: '/v1/invoices' });
    else bench.sandbox.admin.addFault({ kind: 'slow', ms: 20_000, method: 'POST', path: '/v1/invoices' });
    valueOf(await service.handlers.drafts.send({ id: draft.id, finalize: false }));
    valueOf(await service.handlers.organisations.switchTo({ id: second.id }));
    await vi.waitUntil(async () => {
      const found = (await list(service)).find(({ id }) => id === first.id);
      return counts.waiting === found?.waiting && counts.outgoing === found.outgoing;
    }, patience);
    const [one, other] = await list(service);
    expect(one).toMatchObject({ id: first.id, ...counts });
    expect(other).toMatchObject({ id: second.id, waiting: 0, decisions: 0, uncertain: 0, outgoing: 0 });
  });
});

describe('the last words in a draft', () => {
  it('are saved where the draft lies, also when they arrive after the user has switched', async () => {
    const { service } = await startWithAll();
    const [first, second] = await list(service);
    if (!first || !second) throw new Error('no company');
    valueOf(await service.handlers.organisations.switchTo({ id: first.id }));
    const draft = await writeDraft(service);
    valueOf(await service.handlers.organisations.switchTo({ id: second.id }));
    valueOf(await service.handlers.drafts.save({ draft: { ...draft, title: 'Letztes Wort' } }));
    expect(valueOf(await service.handlers.drafts.list())).toEqual([]);
    valueOf(await service.handlers.organisations.switchTo({ id: first.id }));
    expect(valueOf(await service.handlers.drafts.get({ id: draft.id })).draft.title).toBe('Letztes Wort');
  });

  it('of a draft that nobody has are refused', async () => {
    const { service } = await startWithAll();
    const draft = await writeDraft(service);
    const foreign = { ...draft, id: '00000000-0000-4000-8000-000000000000' };
    expect(codeOf(await service.handlers.drafts.save({ draft: foreign }))).toBe('draft_not_found');
  });
});
