import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { SavedView } from '../../../domain/invoice-filter.ts';
import { ok } from '../../../domain/result.ts';
import { readableSettings } from '../../../main/service/readable-settings.ts';
import { savedViewsIn } from '../../../main/service/saved-views.ts';
import { codeOf, valueOf } from './support/inbox.ts';
import { createMachine, type Machine } from './support/machine.ts';
import { useServices } from './support/service-bench.ts';

const bench = useServices({ seed: 11, companies: 1, vouchers: 1, rate: 0 });
const view: SavedView = {
  id: '6c0a8a9e-9d1b-4a53-8a46-0f3f0d6c3b11',
  name: 'Zimtstern, offen',
  filter: { search: 'Zimtstern', status: 'open', minCents: 4711 },
  sort: { key: 'dueDate', direction: 'asc' },
};

function everythingOn(machine: Machine): string {
  const files = readdirSync(machine.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'));
  const entries = [...machine.entries.content].map((entry) => JSON.stringify(entry));
  return [...texts, ...entries, JSON.stringify(machine.ports.settings.read()), ...machine.lines].join('\n');
}

it('come back after a restart, and stand nowhere in clear', async () => {
  const machine = createMachine(bench.sandbox);
  const { handlers } = await bench.start(machine);
  expect(valueOf(await handlers.settings.set({ savedViews: [view], theme: 'dark' }))).toMatchObject({
    savedViews: [view],
    theme: 'dark',
  });
  const again = await bench.restart(machine);
  expect(valueOf(await again.handlers.settings.get()).savedViews).toEqual([view]);
  expect(everythingOn(machine)).not.toContain('Zimtstern');
  expect(valueOf(await again.handlers.settings.set({ savedViews: [] })).savedViews).toEqual([]);
});

it('are not to be had and not replaced while the vault is locked', async () => {
  const machine = createMachine(bench.sandbox);
  machine.keyring.isAvailable = false;
  const passphrase = 'Rübezahl trägt Grün';
  const { handlers } = await bench.start(machine);
  valueOf(await handlers.settings.set({ savedViews: [view] }));
  valueOf(await handlers.vault.setPassphrase({ passphrase }));
  const locked = (await bench.restart(machine)).handlers;
  expect(valueOf(await locked.settings.get()).savedViews).toEqual([]);
  const refused = await locked.settings.set({ savedViews: [], theme: 'dark' });
  expect(codeOf(refused)).toBe('passphrase_needed');
  expect(valueOf(await locked.settings.get()).theme).toBe('system');
  valueOf(await locked.vault.unlock({ passphrase }));
  expect(valueOf(await locked.settings.get()).savedViews).toEqual([view]);
  expect(everythingOn(machine)).not.toContain('Zimtstern');
});

it.each(['', 'no JSON', '{}', '[{"id":1}]', '[null]'])('are none where %j was kept', async (text) => {
  const vault = {
    readSavedViews: () => Promise.resolve(ok(text)),
    writeSavedViews: () => Promise.resolve(ok(undefined)),
  };
  expect(await savedViewsIn(vault).read()).toEqual([]);
});

it('are not taken from a settings file', () => {
  expect(readableSettings({ savedViews: [view], theme: 'dark' })).not.toHaveProperty('savedViews');
});
