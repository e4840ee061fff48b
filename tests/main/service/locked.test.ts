import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Service } from '../../../main/service/service.ts';
import { codeOf, valueOf } from './support/inbox.ts';
import { createMachine, type Machine } from './support/machine.ts';
import { useServices } from './support/service-bench.ts';

const passphrase = 'Rübezahl trägt Grün';
const bench = useServices({ seed: 11, companies: 2, vouchers: 5, rate: 0 });

/** A machine where one organisation was signed in with a draft titled so. */
async function signedIn(machine: Machine, title: string): Promise<{ service: Service; id: string; draftId: string }> {
  const service = await bench.start(machine);
  const key = bench.keyOf(0);
  const { id } = valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key }));
  const { draft } = valueOf(await service.handlers.drafts.create({}));
  valueOf(await service.handlers.drafts.save({ draft: { ...draft, title } }));
  return { service, id, draftId: draft.id };
}
const titles = async (service: Service): Promise<string[]> =>
  valueOf(await service.handlers.drafts.list()).map(({ draft }) => draft.title);

describe('a passphrase', () => {
  it('makes what was in memory durable while work goes on, and opens everything in the next run', async () => {
    const machine = createMachine(bench.sandbox);
    machine.keyring.isAvailable = false;
    const { service, draftId } = await signedIn(machine, 'Wolpertinger');
    const setting = service.handlers.vault.setPassphrase({ passphrase });
    const { draft } = valueOf(await service.handlers.drafts.get({ id: draftId }));
    valueOf(await service.handlers.drafts.save({ draft: { ...draft, title: 'Silberdistel' } }));
    expect(valueOf(await setting).state).toBe('passphrase');
    const next = await bench.restart(machine);
    expect(valueOf(await next.handlers.app.info()).vault.state).toBe('locked');
    expect(codeOf(await next.handlers.drafts.list())).toBe('passphrase_needed');
    expect(valueOf(await next.handlers.organisations.list())).toMatchObject([
      { session: 'locked', lock: { code: 'passphrase_needed' } },
    ]);
    expect(codeOf(await next.handlers.vault.unlock({ passphrase: 'a wrong passphrase' }))).toBe('passphrase_wrong');
    expect(valueOf(await next.handlers.vault.unlock({ passphrase })).state).toBe('passphrase');
    expect(await titles(next)).toEqual(['Silberdistel']);
    const files = readdirSync(machine.folder, { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(machine.folder, name))
      .filter((name) => statSync(name).isFile());
    const everything = [
      ...files.map((name) => readFileSync(name, 'latin1')),
      JSON.stringify([...machine.entries.content]),
    ];
    for (const secret of [passphrase, 'Silberdistel', 'Wolpertinger', bench.keyOf(0)]) {
      expect(everything.join('\n')).not.toContain(secret);
    }
  }, 60_000);
});

describe('an organisation that cannot be opened', () => {
  it('is listed with why, opens when the keyring is back, and is not signed in over meanwhile', async () => {
    const machine = createMachine(bench.sandbox);
    const { id } = await signedIn(machine, 'Da');
    await bench.stopAll();
    machine.keyring.isAvailable = false;
    const service = await bench.start(machine);
    expect(valueOf(await service.handlers.organisations.list())).toMatchObject([
      { id, session: 'locked', lock: { code: 'vault_locked' } },
    ]);
    const key = bench.keyOf(0);
    expect(codeOf(await service.handlers.organisations.signIn({ method: 'apiKey', key }))).toBe('vault_locked');
    expect(codeOf(await service.handlers.organisations.openLocked({ id }))).toBe('vault_locked');
    const other = bench.sandbox.apiKeys[1]?.key ?? '';
    valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key: other }));
    machine.keyring.isAvailable = true;
    expect(valueOf(await service.handlers.organisations.openLocked({ id })).session).toBe('signedIn');
    valueOf(await service.handlers.organisations.switchTo({ id }));
    expect(await titles(service)).toEqual(['Da']);
  }, 60_000);

  it('is set aside with all its files and entries, and makes room for a new sign-in', async () => {
    const machine = createMachine(bench.sandbox);
    const { id } = await signedIn(machine, 'Da');
    await bench.stopAll();
    machine.keyring.password = 'other';
    const service = await bench.start(machine);
    const file = readFileSync(path.join(machine.ports.dataDirectory, `${id}.db`));
    valueOf(await service.handlers.organisations.setAside({ id, word: 'weglegen' }));
    expect(valueOf(await service.handlers.organisations.list())).toEqual([]);
    const [folder = ''] = readdirSync(path.join(machine.ports.dataDirectory, 'quarantine'));
    const kept = path.join(machine.ports.dataDirectory, 'quarantine', folder, `${id}.db`);
    expect(readFileSync(kept).equals(file)).toBe(true);
    expect([...machine.entries.content.keys()].every((name) => name.startsWith('quarantine:'))).toBe(true);
    const key = bench.keyOf(0);
    valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key }));
    expect(codeOf(await service.handlers.organisations.setAside({ id, word: 'weglegen' }))).toBe('invalid_input');
  }, 60_000);
});

describe('copies', () => {
  it('bring a draft back that was changed, and refuse what is no copy', async () => {
    const { service, id, draftId } = await signedIn(createMachine(bench.sandbox), 'Alt');
    const copy = valueOf(await service.handlers.backups.create({ organisationId: id }));
    expect(valueOf(await service.handlers.backups.list({ organisationId: id }))).toEqual([copy]);
    const { draft } = valueOf(await service.handlers.drafts.get({ id: draftId }));
    valueOf(await service.handlers.drafts.save({ draft: { ...draft, title: 'Neu' } }));
    valueOf(await service.handlers.backups.restore({ organisationId: id, id: copy.id }));
    expect(await titles(service)).toEqual(['Alt']);
    const reasons = valueOf(await service.handlers.backups.list({ organisationId: id })).map(({ reason }) => reason);
    expect(reasons).toEqual(['beforeRestore', 'asked']);
    const missing = '20200101T000000000Z-daily';
    expect(codeOf(await service.handlers.backups.restore({ organisationId: id, id: missing }))).toBe(
      'backup_not_found',
    );
  }, 60_000);

  it('bring a damaged organisation back, and one that is damaged itself does not', async () => {
    const machine = createMachine(bench.sandbox);
    const { service: before, id } = await signedIn(machine, 'Da');
    const copy = valueOf(await before.handlers.backups.create({ organisationId: id }));
    const spoiled = valueOf(await before.handlers.backups.create({ organisationId: id }));
    await bench.stopAll();
    const file = path.join(machine.ports.dataDirectory, `${id}.db`);
    truncateSync(file, 8192);
    writeFileSync(`${file}-wal`, 'x'.repeat(100));
    truncateSync(path.join(machine.ports.dataDirectory, `${id}.copies`, `${spoiled.id}.db`), 4096);
    const service = await bench.start(machine);
    const [listed] = valueOf(await service.handlers.organisations.list());
    // The driver has thrown the log away, in which nothing was.
    expect(listed).toMatchObject({ id, session: 'locked', lock: { code: 'storage_unavailable', bytes: 8192 } });
    const restore = (backup: string) => service.handlers.backups.restore({ organisationId: id, id: backup });
    expect(codeOf(await restore(spoiled.id))).toBe('backup_unusable');
    expect(valueOf(await restore(copy.id)).session).toBe('signedIn');
    expect(await titles(service)).toEqual(['Da']);
  }, 60_000);
});
