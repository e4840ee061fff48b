import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

const safeStorage = vi.hoisted((): Record<string, unknown> => ({}));
vi.mock('electron', () => ({ safeStorage, app: { getPath: () => '/nonexistent' } }));
// electron-store itself is the real one. Outside Electron its `electron` is a path, and without this it would be fetched.
vi.hoisted(() => {
  process.env.ELECTRON_OVERRIDE_DIST_PATH ??= '/nonexistent';
});

import type { StoredCredential } from '../../../main/auth/tokens.ts';
import type { VaultNotice } from '../../../main/auth/vault-secrets.ts';
import { openVault, type Vault } from '../../../main/auth/vault.ts';
import { createSealedEntries } from '../../../main/shell/sealed-entries.ts';
import { createSecureStorage } from '../../../main/shell/secure-storage.ts';
import { openDatabase } from '../../../main/store/store.ts';
import { searchBytes } from '../../e2e/harness/byte-search.ts';
import { sampleDraft } from '../store/samples.ts';
import { createSafeStorage, type FakeSafeStorage } from './support/safe-storage.ts';
import { createVirtualTime } from './support/virtual-time.ts';

const id = '5b0c0d4e-6c1f-4a53-9c8e-0d9f1d0a1b2c';
const entryNames = { token: `organisation:${id}:credential`, 'database key': `organisation:${id}:databaseKey` };
const dataFile = `${id}.db`;
const canary = 'canary-refresh-token-7f3a';
const credential: StoredCredential = { kind: 'apiKey', key: canary };
const draft = sampleDraft();
const inFirstRun = createSafeStorage();

/** The profile of an earlier run, which worked, with a database under its key; and that key. */
let earlier: string;
let earlierKey: Uint8Array;
let folder: string;
let safe: FakeSafeStorage;
let notices: VaultNotice[];

const file = (): string => path.join(folder, 'vault.json');
const fileText = (): string => readFileSync(file(), 'utf8');
const open = (): Promise<Vault> =>
  openVault({
    storage: createSecureStorage('linux'),
    entries: createSealedEntries(folder),
    ...createVirtualTime(),
    onNotice: (notice) => notices.push(notice),
  });

beforeAll(async () => {
  earlier = await mkdtemp(path.join(tmpdir(), 'kontor-vault-states-'));
  folder = earlier;
  notices = [];
  Object.assign(safeStorage, inFirstRun.functions);
  const vault = await open();
  await vault.writeCredential(id, credential);
  const key = await vault.getOrCreateDatabaseKey(id, { dataExists: false });
  if (!key.ok) throw new Error('the earlier run did not work');
  earlierKey = key.value;
  const store = openDatabase({ path: path.join(earlier, dataFile), key: earlierKey });
  if (!store.ok) throw new Error('the earlier run has no database');
  store.value.drafts.create(draft, 0);
  store.value.close();
});
afterAll(() => rm(earlier, { recursive: true, force: true }));

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kontor-vault-state-'));
  notices = [];
  safe = createSafeStorage();
  Object.assign(safeStorage, safe.functions);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Changes an entry as it stands in the file; without an earlier run there is one that somebody left there. */
function changeEntries(change: (entry: { v: number; sealed: string }) => object): void {
  const stray = { v: 1, backend: safe.backend, createdAt: '2026-01-01T00:00:00.000Z', sealed: 'djExAAAA' };
  type Entries = Partial<Record<string, { v: number; sealed: string }>>;
  const found: Entries = readdirSync(folder).includes('vault.json') ? (JSON.parse(fileText()) as Entries) : {};
  const changed = Object.values(entryNames).map((name) => [name, change(found[name] ?? stray)]);
  writeFileSync(file(), JSON.stringify({ ...found, ...Object.fromEntries(changed) }));
}

/** What the first use answers: the failure's kind, or how the secret is kept. */
type Outcome = 'sealed' | 'in memory' | 'the earlier one' | 'temporarilyUnavailable' | (string & {});
interface State {
  name: string;
  /** Brings it about, before the vault is opened; `existing`: there was an earlier run. */
  before?: (existing: boolean) => void;
  /** The same, once the vault is open. */
  after?: () => void;
  fresh: Outcome;
  existing: Outcome;
  /** Whether it passes by itself, so that the next use works. */
  passes?: boolean;
}

const halve = (): void => truncateSync(file(), Math.floor(readFileSync(file()).byteLength / 2));
const states: State[] = [
  { name: 'available', fresh: 'sealed', existing: 'the earlier one' },
  {
    name: 'unavailable',
    before: () => (safe.isAvailable = false),
    fresh: 'in memory',
    existing: 'temporarilyUnavailable',
  },
  {
    name: 'throws once',
    after: () => (safe.throwing = 1),
    fresh: 'temporarilyUnavailable',
    existing: 'temporarilyUnavailable',
    passes: true,
  },
  {
    name: 'throws always',
    before: () => (safe.throwing = Infinity),
    fresh: 'in memory',
    existing: 'temporarilyUnavailable',
  },
  {
    name: 'back end changed',
    before: () => Object.assign(safe, { backend: 'kwallet6', password: 'another' }),
    fresh: 'sealed',
    existing: 'backendChanged',
  },
  {
    name: 'basic_text',
    before: () => Object.assign(safe, { backend: 'basic_text', prefix: 'v10' }),
    fresh: 'in memory',
    existing: 'temporarilyUnavailable',
  },
  {
    name: 'shouldReEncrypt',
    before: () => (safe.shouldReEncrypt = true),
    fresh: 'sealed',
    existing: 'the earlier one',
  },
  {
    name: 'truncated file',
    before: (existing) => {
      if (!existing) writeFileSync(file(), '{"a": {"v": 1, "sealed": "djEx');
      halve();
    },
    fresh: 'unreadableFile',
    existing: 'unreadableFile',
  },
  { name: 'empty file', before: () => writeFileSync(file(), ''), fresh: 'unreadableFile', existing: 'unreadableFile' },
  {
    name: 'wrong magic',
    before: () => changeEntries((entry) => ({ ...entry, sealed: entry.sealed.replace('djEx', 'eHh4') })),
    fresh: 'undecryptable',
    existing: 'undecryptable',
  },
  {
    name: 'newer version',
    before: () => changeEntries((entry) => ({ ...entry, v: 99 })),
    fresh: 'newerVersion',
    existing: 'newerVersion',
  },
  {
    name: 'two files disagree',
    // What a crash left beside the vault says something else; the vault counts.
    before: () => writeFileSync(`${file()}.tmp-123`, JSON.stringify({ [entryNames['database key']]: { v: 1 } })),
    fresh: 'sealed',
    existing: 'the earlier one',
  },
];

/** What is done with one secret for the first time in this run. */
async function use(vault: Vault, secret: keyof typeof entryNames, existing: boolean): Promise<Outcome> {
  if (secret === 'database key') {
    const key = await vault.getOrCreateDatabaseKey(id, { dataExists: existing });
    if (!key.ok) return key.error.kind;
    if (Buffer.from(key.value).equals(Buffer.from(earlierKey))) return 'the earlier one';
  } else {
    const found = await vault.readCredential(id);
    if (!found.ok) return found.error.kind;
    if (found.value !== null) return existing ? 'the earlier one' : 'somebody else’s';
    const written = await vault.writeCredential(id, credential);
    if (!written.ok) return written.error.kind;
    const again = await vault.readCredential(id);
    if (!again.ok || again.value === null) return 'lost';
  }
  return readdirSync(folder).includes('vault.json') && fileText().includes(entryNames[secret]) ? 'sealed' : 'in memory';
}

const cases = states.flatMap((state) =>
  (['token', 'database key'] as const).flatMap((secret) =>
    ([false, true] as const).map((existing) => ({
      state,
      secret,
      existing,
      title: `${state.name}, ${secret}, ${existing ? 'existing' : 'fresh'} data: ${state[existing ? 'existing' : 'fresh']}`,
    })),
  ),
);

it('has forty-eight cases, each with a name of its own', () => {
  expect(new Set(cases.map(({ title }) => title)).size).toBe(48);
});

describe.each(cases.map((one) => [one.title, one] as const))('%s', (_title, { state, secret, existing }) => {
  it('is what happens, with no secret in clear, no file gone and no new key over old data', async () => {
    if (existing) await cp(earlier, folder, { recursive: true });
    state.before?.(existing);
    const before = new Map(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name))]));
    const vault = await open();
    state.after?.();
    const expected = existing ? state.existing : state.fresh;
    expect(await use(vault, secret, existing)).toBe(expected);
    if (state.passes === true) expect(await use(vault, secret, existing)).toBe(existing ? 'the earlier one' : 'sealed');

    const keyText = Buffer.from(earlierKey).toString('base64');
    expect(searchBytes([folder], [canary, keyText, Buffer.from(earlierKey).toString('hex')])).toEqual([]);
    expect([...before.keys()].filter((name) => !readdirSync(folder).includes(name))).toEqual([]);
    const isKept = state.name === 'shouldReEncrypt' || !existing;
    for (const [name, content] of before) {
      if (name === 'vault.json' && isKept) continue;
      expect(readFileSync(path.join(folder, name)).equals(content), name).toBe(true);
    }
    if (existing) await expectData(state);
  });
});

/** Once the key store works again as it did, the data are there as they were. */
async function expectData({ name }: State): Promise<void> {
  Object.assign(safeStorage, inFirstRun.functions);
  if (!['shouldReEncrypt', 'back end changed'].includes(name)) {
    for (const entry of ['vault.json']) await cp(path.join(earlier, entry), path.join(folder, entry));
  }
  const key = await (await open()).getOrCreateDatabaseKey(id, { dataExists: true });
  if (!key.ok) throw new Error(`the key is gone: ${key.error.kind}`);
  const store = openDatabase({ path: path.join(folder, dataFile), key: key.value });
  if (!store.ok) throw new Error(`the data are gone: ${store.error.code}`);
  expect(store.value.drafts.list()).toMatchObject({ ok: true, value: [{ draft }] });
  store.value.close();
}

describe('what the vault tells of it', () => {
  beforeEach(() => cp(earlier, folder, { recursive: true }));

  it('names both back ends where the back end changed', async () => {
    Object.assign(safe, { backend: 'kwallet6', password: 'another' });
    await use(await open(), 'database key', true);
    expect(notices).toEqual([{ kind: 'backendChanged', from: 'gnome_libsecret', to: 'kwallet6' }]);
  });

  it('wraps anew what the system wants wrapped anew, with the same secret inside', async () => {
    const before = fileText();
    safe.shouldReEncrypt = true;
    const vault = await open();
    await use(vault, 'database key', true);
    await use(vault, 'token', true);
    expect(notices.map(({ kind }) => kind)).toEqual(['resealed', 'resealed']);
    const [was, is] = [before, fileText()].map((text) => JSON.parse(text) as Record<string, { sealed: string }>);
    for (const name of Object.values(entryNames)) expect(is?.[name]?.sealed).not.toBe(was?.[name]?.sealed);
    safe.shouldReEncrypt = false;
    expect(await use(await open(), 'database key', true)).toBe('the earlier one');
  });

  it('answers a key that is not the database’s with vault_locked, and leaves the database as it is', async () => {
    const entry = path.join(folder, 'vault.json');
    const others = JSON.parse(fileText()) as Record<string, unknown>;
    Reflect.deleteProperty(others, entryNames['database key']);
    writeFileSync(entry, JSON.stringify(others));
    // A vault from another machine: it opens, and its key is another.
    const other = await (await open()).getOrCreateDatabaseKey(id, { dataExists: false });
    const before = readFileSync(path.join(folder, dataFile));
    const place = { path: path.join(folder, dataFile), key: other.ok ? other.value : new Uint8Array(32) };
    expect(openDatabase(place)).toMatchObject({ ok: false, error: { code: 'vault_locked' } });
    expect(readFileSync(place.path).equals(before)).toBe(true);
  });
});
