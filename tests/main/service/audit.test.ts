import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AuditEntry } from '../../../domain/audit.ts';
import { startService, type Service } from '../../../main/service/service.ts';
import type { Answer } from '../../../preload/contract.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/start.ts';
import { createMachine, type Machine } from './support/machine.ts';

let sandbox: Sandbox;
let machine: Machine;
let service: Service;

const key = (): string => sandbox.apiKeys[0]?.key ?? '';

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 13, companies: 1, vouchers: 5, rate: 0 });
  machine = createMachine(sandbox);
  service = await startService(machine.ports);
  valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key: key() }));
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

const list = async (): Promise<AuditEntry[]> => valueOf(await service.handlers.audit.list({ limit: 500 }));

describe('the audit log', () => {
  it('begins with the sign-in', async () => {
    expect((await list()).at(-1)).toMatchObject({ sequence: 1, facts: { event: 'signedIn', method: 'apiKey' } });
  });

  it('tells what went to Lexware and what was answered', async () => {
    const contact = {
      name: { kind: 'company', name: 'Neue Kundin KG' },
      isCustomer: true,
      isVendor: false,
      address: null,
      email: null,
      phone: null,
      vatRegistrationId: null,
    } as const;
    valueOf(await service.handlers.contacts.create({ contact }));
    await vi.waitUntil(
      async () => (await list()).some(({ facts }) => facts.event === 'operation' && facts.to === 'confirmed'),
      {
        timeout: 25_000,
        interval: 50,
      },
    );
    const steps = (await list()).flatMap(({ facts }) => (facts.event === 'operation' ? [facts] : [])).reverse();
    expect(steps.map(({ to }) => to)).toEqual(['queued', 'sending', 'confirmed']);
    expect(steps.at(-1)).toMatchObject({ kind: 'createContact', title: 'Neue Kundin KG', errorCode: null });
    expect(steps.at(-1)?.resourceId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is saved so that anybody can verify it, and tells that it was saved', async () => {
    const target = path.join(machine.folder, 'protokoll.jsonl');
    machine.saveAnswers.push(target);
    const before = await list();
    expect(valueOf(await service.handlers.audit.export())).toBe('saved');
    const text = readFileSync(target, 'utf8');
    const entries = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as AuditEntry);
    expect(entries).toEqual([...before].reverse());
    let previous = '0'.repeat(64);
    for (const { sequence, at, facts, hash } of entries) {
      const hashed = `${previous}\n${String(sequence)}\n${String(Date.parse(at))}\n${JSON.stringify(facts)}`;
      expect(createHash('sha256').update(hashed).digest('hex')).toBe(hash);
      previous = hash;
    }
    expect((await list())[0]?.facts).toEqual({ event: 'exported' });
    expect(text).not.toContain(key());
  });

  it('is not told to have been saved when the dialog was closed', async () => {
    const before = await list();
    expect(valueOf(await service.handlers.audit.export())).toBe('cancelled');
    expect(await list()).toEqual(before);
  });

  it('is whole, also after signing out and in again', async () => {
    const [organisation] = valueOf(await service.handlers.organisations.list());
    valueOf(await service.handlers.organisations.signOut({ id: organisation?.id ?? '', removeData: false }));
    expect((await list())[0]?.facts).toEqual({ event: 'signedOut' });
    valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key: key() }));
    expect((await list())[0]?.facts).toEqual({ event: 'signedIn', method: 'apiKey' });
    expect(valueOf(await service.handlers.audit.verify())).toEqual({ count: (await list()).length, brokenAt: null });
  });
});
