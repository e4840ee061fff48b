import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { InvoiceDraft } from '../../../domain/invoice-draft.ts';
import { newLine } from '../../../domain/new-draft.ts';
import type { Service } from '../../../main/service/service.ts';
import type { Answer } from '../../../preload/contract.ts';
import type { Sandbox } from '../../../sandbox/start.ts';
import { goThroughBrowser, type Person } from '../auth/support/browser.ts';
import { patience, valueOf } from './support/inbox.ts';
import { createMachine, type Machine } from './support/machine.ts';
import { useServices } from './support/service-bench.ts';

const bench = useServices({ seed: 11, companies: 2, vouchers: 40, rate: 0 });

const company = (index: number): Sandbox['apiKeys'][number] => {
  const found = bench.sandbox.apiKeys[index];
  if (found === undefined) throw new Error('no such company');
  return found;
};
const person = (organizationId: string): Person => {
  const found = bench.sandbox.users.find((user) => user.organizationId === organizationId);
  if (found === undefined) throw new Error('no such user');
  return found;
};

/** Signs in by the browser; answers what the service answers. */
async function signInByBrowser(machine: Machine, service: Service, who: Person): Promise<Answer<{ id: string }>> {
  const before = machine.opened.length;
  const answer = service.handlers.organisations.signIn({ method: 'oauth' });
  const address = await vi.waitUntil(() => machine.opened[before], patience);
  const link = await goThroughBrowser(address, who);
  if (link.startsWith('http:')) await fetch(link);
  else service.receiveArguments(['kontor', '--some-switch', link]);
  return answer;
}

async function waitForList(service: Service): Promise<void> {
  await vi.waitUntil(async () => valueOf(await service.handlers.sync.status()).state === 'idle', patience);
  await vi.waitUntil(async () => valueOf(await service.handlers.invoices.list({})).totals.count > 0, patience);
}

function completed(draft: InvoiceDraft): InvoiceDraft {
  const line = { ...newLine('6c0a8a9e-9d1b-4a53-8a46-0f3f0d6c3b11', 'net'), name: 'Beratung', unitName: 'Stunde' };
  return {
    ...draft,
    recipient: {
      kind: 'oneTime',
      name: 'Wiebke Claasen',
      supplement: '',
      street: 'Deich 4',
      zip: '25980',
      city: 'Sylt',
      countryCode: 'DE',
    },
    lineItems: [{ ...line, quantity: '3', unitPrice: '95', discountPercentage: '5' }],
  };
}

describe('signing in', () => {
  it.each(['scheme', 'loopback'] as const)('works through the browser and the %s', async (link) => {
    const machine = createMachine(bench.sandbox, link);
    const service = await bench.start(machine);
    const { organizationId, companyName } = company(0);
    expect(valueOf(await signInByBrowser(machine, service, person(organizationId)))).toMatchObject({
      id: organizationId,
      name: companyName,
      method: 'oauth',
      session: 'signedIn',
      active: true,
    });
    expect(machine.presented).toBe(1);
  });

  it('works with an API key', async () => {
    const service = await bench.start(createMachine(bench.sandbox));
    const { key, companyName } = company(0);
    const signedIn = valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key: ` ${key}\n` }));
    expect(signedIn).toMatchObject({ name: companyName, method: 'apiKey' });
  });

  it.each([
    ['a key of the wrong form', 'not a key', 'api_key_invalid_format'],
    ['a key that Lexware does not know', '00000000-0000-4000-8000-000000000000', 'api_key_refused'],
  ])('refuses %s', async (_what, key, code) => {
    const machine = createMachine(bench.sandbox);
    const service = await bench.start(machine);
    expect(await service.handlers.organisations.signIn({ method: 'apiKey', key })).toMatchObject({ error: { code } });
    expect(machine.entries.content.size).toBe(0);
  });

  it('ends with a word when the user refuses in the browser, and leaves nothing behind', async () => {
    const machine = createMachine(bench.sandbox);
    const service = await bench.start(machine);
    expect(await signInByBrowser(machine, service, 'cancels')).toMatchObject({ error: { code: 'sign_in_denied' } });
    expect(machine.entries.content.size).toBe(0);
  });

  it('ends with a word when the profile cannot be had, and gives the tokens back', async () => {
    const machine = createMachine(bench.sandbox);
    const service = await bench.start(machine);
    bench.sandbox.admin.addFault({ kind: 'unavailable', path: '/v1/profile' });
    const before = bench.sandbox.admin.identity?.counters().revocations ?? 0;
    const answer = await signInByBrowser(machine, service, person(company(0).organizationId));
    expect(answer).toMatchObject({ ok: false });
    expect(machine.entries.content.size).toBe(0);
    expect(bench.sandbox.admin.identity?.counters().revocations).toBe(before + 1);
  });

  it('survives a restart without a browser', async () => {
    const machine = createMachine(bench.sandbox);
    const first = await bench.start(machine);
    valueOf(await signInByBrowser(machine, first, person(company(0).organizationId)));
    await waitForList(first);
    const { count } = valueOf(await first.handlers.invoices.list({})).totals;
    await first.stop();
    const second = await bench.start(machine);
    expect(valueOf(await second.handlers.organisations.list())).toMatchObject([{ session: 'signedIn', active: true }]);
    expect(valueOf(await second.handlers.invoices.list({})).totals.count).toBe(count);
    expect(machine.opened).toHaveLength(1);
  });
});

describe('the main job', () => {
  it('writes a draft and a finalised invoice that the sandbox then holds, each once', async () => {
    const machine = createMachine(bench.sandbox);
    const service = await bench.start(machine);
    const { key, organizationId } = company(0);
    valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key }));
    await waitForList(service);
    const before = new Set(bench.sandbox.admin.organisation(organizationId)?.documents.map(({ id }) => id));
    for (const finalize of [false, true]) {
      const { draft } = valueOf(await service.handlers.drafts.create({}));
      valueOf(await service.handlers.drafts.save({ draft: completed(draft) }));
      const { id } = valueOf(await service.handlers.drafts.send({ id: draft.id, finalize }));
      await vi.waitUntil(
        async () => valueOf(await service.handlers.outbox.list()).find((one) => one.id === id)?.state === 'confirmed',
        patience,
      );
    }
    const made = (bench.sandbox.admin.organisation(organizationId)?.documents ?? []).filter(
      ({ id }) => !before.has(id),
    );
    expect(made.map(({ status }) => status).sort()).toEqual(['draft', 'open']);
    const found = async (): Promise<number> =>
      valueOf(await service.handlers.invoices.list({ search: 'Wiebke Claasen' })).rows.filter(
        (row) => row.totalCents === 32_219,
      ).length;
    // 3 × 95 € less 5 % is 270.75 € net; 19 % of it is 51.44 €.
    await vi.waitUntil(async () => (await found()) === 2, patience);
  });

  it('does not queue what Lexware would refuse, and names the fields', async () => {
    const service = await bench.start(createMachine(bench.sandbox));
    valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key: company(0).key }));
    const { draft } = valueOf(await service.handlers.drafts.create({}));
    const answer = await service.handlers.drafts.send({ id: draft.id, finalize: true });
    expect(answer).toMatchObject({ ok: false, error: { code: 'draft_incomplete' } });
    expect(answer.ok ? [] : answer.error.fields?.map(({ field }) => field)).toContain('recipient');
    expect(valueOf(await service.handlers.outbox.list())).toEqual([]);
  });
});

describe('two organisations', () => {
  it('never show one the data of the other', async () => {
    const service = await bench.start(createMachine(bench.sandbox));
    const ids = [company(0), company(1)];
    for (const { key } of ids) {
      valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key }));
      await waitForList(service);
    }
    for (const { organizationId } of [...ids, ...ids]) {
      valueOf(await service.handlers.organisations.switchTo({ id: organizationId }));
      const shown = valueOf(await service.handlers.invoices.list({ limit: 500 })).rows.map(({ id }) => id);
      const theirs = new Set(bench.sandbox.admin.organisation(organizationId)?.documents.map(({ id }) => id));
      expect(shown.length).toBeGreaterThan(0);
      expect(shown.filter((id) => !theirs.has(id))).toEqual([]);
    }
  });

  it('keep drafts on sign-out, or lose everything where the user says so', async () => {
    const machine = createMachine(bench.sandbox);
    const service = await bench.start(machine);
    const { key, organizationId: id } = company(0);
    valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key }));
    const { draft } = valueOf(await service.handlers.drafts.create({}));
    valueOf(await service.handlers.organisations.signOut({ id, removeData: false }));
    expect(valueOf(await service.handlers.organisations.list())).toMatchObject([{ session: 'signedOut' }]);
    expect(valueOf(await service.handlers.drafts.list()).map((stored) => stored.draft.id)).toEqual([draft.id]);
    expect(readdirSync(machine.ports.dataDirectory)).not.toEqual([]);
    valueOf(await service.handlers.organisations.signOut({ id, removeData: true }));
    expect(valueOf(await service.handlers.organisations.list())).toEqual([]);
    expect(readdirSync(machine.ports.dataDirectory)).toEqual([]);
    expect(machine.entries.content.size).toBe(0);
  });
});

describe('without a keyring', () => {
  it('does the same job and writes nothing at all', async () => {
    const machine = createMachine(bench.sandbox);
    machine.keyring.isAvailable = false;
    const service = await bench.start(machine);
    valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key: company(0).key }));
    await waitForList(service);
    expect(valueOf(await service.handlers.app.info()).vault).toEqual({ state: 'memory', reason: 'no_keyring' });
    expect(readdirSync(machine.folder)).toEqual([]);
    expect(machine.entries.content.size).toBe(0);
  });
});

describe('secrets and business data', () => {
  it('are in no file and in no line of the log', async () => {
    const machine = createMachine(bench.sandbox);
    const service = await bench.start(machine);
    const { key, companyName } = company(0);
    valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key }));
    await waitForList(service);
    const name = valueOf(await service.handlers.invoices.list({})).rows[0]?.contactName ?? '';
    expect(name).not.toBe('');
    const files = readdirSync(machine.folder, { recursive: true, encoding: 'utf8' })
      .map((file) => path.join(machine.folder, file))
      .filter((file) => statSync(file).isFile());
    expect(files.length).toBeGreaterThan(0);
    const everything = [...files.map((file) => readFileSync(file, 'latin1')), ...machine.lines].join('\n');
    for (const secret of [key, companyName, Buffer.from(name, 'utf8').toString('latin1')]) {
      expect(everything).not.toContain(secret);
    }
  });
});

describe('without an organisation', () => {
  it('every question about data answers that nobody is signed in', async () => {
    const { handlers } = await bench.start(createMachine(bench.sandbox));
    const id = '00000000-0000-4000-8000-000000000000';
    const answers = await Promise.all([
      handlers.invoices.list({}),
      handlers.invoices.get({ id }),
      handlers.drafts.list(),
      handlers.drafts.create({}),
      handlers.outbox.list(),
      handlers.contacts.search({ text: 'a' }),
      handlers.articles.search({ text: 'a' }),
      handlers.sync.now(),
      handlers.organisations.switchTo({ id }),
    ]);
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'signed_out' } });
  });
});
