import { readdirSync, readFileSync, rmSync } from 'node:fs';
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
  sandbox = await startSandbox({ seed: 12, companies: 1, vouchers: 30, rate: 0 });
  machine = createMachine(sandbox);
  service = await startService(machine.ports);
  const key = sandbox.apiKeys[0]?.key ?? '';
  valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key }));
  await vi.waitUntil(async () => valueOf(await service.handlers.sync.status()).lastSuccessAt !== null, {
    timeout: 25_000,
    interval: 50,
  });
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

async function diagnose(): Promise<string> {
  const target = path.join(machine.folder, 'diagnostics.txt');
  machine.saveAnswers.push(target);
  expect(valueOf(await service.handlers.app.saveDiagnostics())).toBe('saved');
  return readFileSync(target, 'utf8');
}

/** Names, numbers and ids of everything that the company has. */
async function businessData(): Promise<string[]> {
  const { handlers } = service;
  const { rows } = valueOf(await handlers.invoices.list({ limit: 500 }));
  const contacts = valueOf(await handlers.contacts.list({ limit: 500 })).rows;
  const [organisation] = valueOf(await handlers.organisations.list());
  return [
    ...rows.flatMap(({ id, number, contactName }) => [id, number ?? '', contactName]),
    ...contacts.map(({ contact }) => contact.name),
    organisation?.name ?? '',
    organisation?.id ?? '',
    sandbox.apiKeys[0]?.key ?? '',
  ].filter((text) => text.length > 3);
}

describe('the diagnostics', () => {
  it('say what a finder of faults needs', async () => {
    const text = await diagnose();
    const report = JSON.parse(text.slice(0, text.indexOf('\n\nLog\n'))) as Record<string, unknown>;
    expect(report).toMatchObject({
      app: { app: machine.ports.versions.app, platform: process.platform },
      vault: { state: 'sealed' },
      organisations: [{ method: 'apiKey', session: 'signedIn', lock: null, sync: { state: 'idle', error: null } }],
    });
    expect(text.slice(text.indexOf('\n\nLog\n'))).toContain('vault.opened');
  });

  it('name nobody and nothing of the company, and no secret', async () => {
    const planted = 'Geheime Sanierung Marquardt';
    const { draft } = valueOf(await service.handlers.drafts.create({}));
    valueOf(await service.handlers.drafts.save({ draft: { ...draft, introduction: planted } }));
    machine.ports.log.info('test', { path: '/home/erika.muster/Rechnungen' });
    const text = await diagnose();
    const all = [...(await businessData()), planted, 'erika.muster'];
    expect(all.length).toBeGreaterThan(30);
    expect(all.filter((secret) => text.includes(secret))).toEqual([]);
    expect(text).toMatch(/"drafts": 1/);
  });

  it('are not written when the user closes the dialog', async () => {
    const before = readdirSync(machine.folder).sort();
    expect(valueOf(await service.handlers.app.saveDiagnostics())).toBe('cancelled');
    expect(readdirSync(machine.folder).sort()).toEqual(before);
  });

  it('say so when they cannot be written', async () => {
    machine.saveAnswers.push(path.join(machine.folder, 'no such folder', 'diagnostics.txt'));
    expect(await service.handlers.app.saveDiagnostics()).toMatchObject({ ok: false, error: { code: 'save_failed' } });
  });
});
