import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Service } from '../../../main/service/service.ts';
import { codeOf, valueOf } from './support/inbox.ts';
import { createMachine, type Machine } from './support/machine.ts';
import { useServices } from './support/service-bench.ts';

const bench = useServices({ seed: 13, companies: 1, vouchers: 5, rate: 0 });
const titles = async (service: Service): Promise<string[]> =>
  valueOf(await service.handlers.drafts.list()).map(({ draft }) => draft.title);

async function write(service: Service, title: string): Promise<void> {
  const { draft } = valueOf(await service.handlers.drafts.create({}));
  valueOf(await service.handlers.drafts.save({ draft: { ...draft, title } }));
}

/** As after a kill, with the log of the newest changes taken away: the draft `Neu` was in there. */
async function machineWithoutLog(): Promise<{ machine: Machine; id: string; copy: string }> {
  const machine = createMachine(bench.sandbox);
  const service = await bench.start(machine);
  const key = bench.keyOf(0);
  const { id } = valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key }));
  await write(service, 'Alt');
  // Taking it folds the log in.
  const { id: copy } = valueOf(await service.handlers.backups.create({ organisationId: id }));
  await write(service, 'Neu');
  const file = path.join(machine.ports.dataDirectory, `${id}.db`);
  copyFileSync(file, `${machine.folder}/killed.db`);
  await bench.stopAll();
  copyFileSync(`${machine.folder}/killed.db`, file);
  return { machine, id, copy };
}

describe('newest changes that were taken away', () => {
  it('are told before anything is opened, and the state before them on request', async () => {
    const { machine, id } = await machineWithoutLog();
    const startAgain = async (): Promise<Service> => {
      const service = await bench.restart(machine);
      expect(valueOf(await service.handlers.organisations.list())).toMatchObject([
        { id, session: 'locked', lock: { code: 'storage_log_missing' } },
      ]);
      service.resume();
      return service;
    };
    await startAgain();
    const service = await startAgain();
    expect(valueOf(await service.handlers.organisations.openLocked({ id })).session).toBe('signedIn');
    expect(await titles(service)).toEqual(['Alt']);
  }, 60_000);

  it('do not come back from a copy that is older, but what is there stays', async () => {
    const { machine, id, copy } = await machineWithoutLog();
    const service = await bench.start(machine);
    const restored = await service.handlers.backups.restore({ organisationId: id, id: copy });
    expect(codeOf(restored)).toBe('a value');
    expect(await titles(service)).toEqual(['Alt']);
  }, 60_000);
});

describe('a passphrase that is handed over to the keyring', () => {
  const passphrase = 'Rübezahl trägt Grün';

  it('is not needed any more, and everything opens by the keyring alone', async () => {
    const machine = createMachine(bench.sandbox);
    machine.keyring.isAvailable = false;
    const service = await bench.start(machine);
    const key = bench.keyOf(0);
    valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key }));
    await write(service, 'Wolpertinger');
    valueOf(await service.handlers.vault.setPassphrase({ passphrase }));
    expect(codeOf(await service.handlers.vault.removePassphrase({ passphrase }))).toBe('no_secure_storage');
    machine.keyring.isAvailable = true;
    expect(codeOf(await service.handlers.vault.removePassphrase({ passphrase: 'a wrong passphrase' }))).toBe(
      'passphrase_wrong',
    );
    expect(valueOf(await service.handlers.vault.removePassphrase({ passphrase })).state).toBe('sealed');
    expect(await titles(service)).toEqual(['Wolpertinger']);
    await bench.stopAll();
    const next = await bench.start(machine);
    expect(valueOf(await next.handlers.app.info()).vault.state).toBe('sealed');
    expect(await titles(next)).toEqual(['Wolpertinger']);
    expect(existsSync(machine.ports.dataDirectory)).toBe(true);
    expect(readdirSync(machine.ports.dataDirectory).some((name) => name.endsWith('.db'))).toBe(true);
  }, 60_000);
});
