import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ app: { getPath: () => '/nonexistent' } }));
// electron-store itself is the real one. Outside Electron its `electron` is a path, and without this it would be fetched.
vi.hoisted(() => {
  process.env.ELECTRON_OVERRIDE_DIST_PATH ??= '/nonexistent';
});

import type { SealedEntry } from '../../../main/auth/vault-ports.ts';
import { createSealedEntries } from '../../../main/shell/sealed-entries.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kontor-vault-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const file = (): string => path.join(folder, 'vault.json');
const entry = (sealed: string): SealedEntry => ({ v: 1, backend: null, createdAt: '2026-11-24T08:00:00.000Z', sealed });

describe('the file of sealed entries', () => {
  it('is not there before something is written', async () => {
    expect(createSealedEntries(folder).read('a')).toEqual({ ok: true, value: null });
    expect(createSealedEntries(folder).list()).toEqual({ ok: true, value: [] });
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps entries under names with any signs in them, for a later run', async () => {
    const entries = createSealedEntries(folder);
    expect(entries.write('organisation:1:credential', entry('YQ=='))).toEqual({ ok: true, value: undefined });
    expect(entries.write('with.dots', entry('Yg=='))).toMatchObject({ ok: true });
    const later = createSealedEntries(folder);
    expect(later.read('organisation:1:credential')).toEqual({ ok: true, value: entry('YQ==') });
    expect(later.read('with.dots')).toEqual({ ok: true, value: entry('Yg==') });
    expect(later.read('with')).toEqual({ ok: true, value: null });
    expect(later.list()).toEqual({ ok: true, value: ['organisation:1:credential', 'with.dots'] });
    expect(Object.keys(JSON.parse(await readFile(file(), 'utf8')) as object)).toHaveLength(2);
  });

  it('can be read by its owner only, also where it could be before', async () => {
    await writeFile(file(), '{}', { mode: 0o644 });
    await chmod(file(), 0o644);
    createSealedEntries(folder).write('a', entry('YQ=='));
    expect((await stat(file())).mode & 0o777).toBe(0o600);
  });

  it('leaves no temporary file', async () => {
    const entries = createSealedEntries(folder);
    for (let n = 0; n < 5; n += 1) entries.write(`n${String(n)}`, entry('YQ=='));
    expect(await readdir(folder)).toEqual(['vault.json']);
  });

  it('sees at once what another writer wrote', () => {
    const [one, two] = [createSealedEntries(folder), createSealedEntries(folder)];
    one.write('a', entry('YQ=='));
    two.write('b', entry('Yg=='));
    expect(one.list()).toEqual({ ok: true, value: ['a', 'b'] });
    two.remove('a');
    expect(one.read('a')).toEqual({ ok: true, value: null });
    expect(one.remove('never there')).toEqual({ ok: true, value: undefined });
  });
});

describe('a damaged file', () => {
  it.each(['', '{', '{"a":', 'rubbish', '\u0000\u0000\u0000'])(
    'is unreadable and stays as it is: %j',
    async (content) => {
      await writeFile(file(), content);
      const entries = createSealedEntries(folder);
      const unreadable = { ok: false, error: 'unreadable' };
      expect(entries.read('a')).toEqual(unreadable);
      expect(entries.write('a', entry('YQ=='))).toEqual(unreadable);
      expect(entries.remove('a')).toEqual(unreadable);
      expect(entries.list()).toEqual(unreadable);
      expect(await readFile(file(), 'utf8')).toBe(content);
    },
  );

  it('is unreadable also where the damage comes while it is in use', async () => {
    const entries = createSealedEntries(folder);
    entries.write('a', entry('YQ=='));
    await writeFile(file(), '{"a":');
    expect(entries.write('b', entry('Yg=='))).toEqual({ ok: false, error: 'unreadable' });
    expect(await readFile(file(), 'utf8')).toBe('{"a":');
  });

  it('can be set aside, which deletes nothing', async () => {
    await writeFile(file(), '{"a":');
    const entries = createSealedEntries(folder);
    expect(entries.setAside()).toEqual({ ok: true, value: undefined });
    expect(entries.write('a', entry('YQ=='))).toMatchObject({ ok: true });
    const aside = (await readdir(folder)).find((name) => name !== 'vault.json') ?? '';
    expect(aside).toMatch(/^vault\.set-aside-\d+\.json$/);
    expect(await readFile(path.join(folder, aside), 'utf8')).toBe('{"a":');
  });

  it('of another kind is a failure, not an exception', () => {
    expect(createSealedEntries('/dev/null/nowhere').write('a', entry('YQ=='))).toEqual({ ok: false, error: 'failed' });
  });
});
