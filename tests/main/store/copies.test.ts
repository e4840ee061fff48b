import { fc, test } from '@fast-check/vitest';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Backup } from '../../../domain/organisation.ts';
import { copiesFolder, copyId, copyPath, listCopies, newCopyPath, removeCopy } from '../../../main/store/copy-files.ts';
import { outdatedCopies } from '../../../main/store/copy-rotation.ts';
import { isSoundCopy } from '../../../main/store/sound-copy.ts';
import { migrations } from '../../../main/store/migrations/index.ts';
import { openDatabase } from '../../../main/store/store.ts';
import { sampleDraft, sampleRow } from './samples.ts';
import { codeOf, memoryStore, openStore, temporaryFolder, temporaryPlace, valueOf } from './temporary-store.ts';

const now = Date.parse('2026-11-24T09:30:00.123Z');
const dayMs = 86_400_000;

/** A store with a draft and some hundred rows. */
function filledStore() {
  const place = temporaryPlace();
  const store = openStore(place);
  const draft = sampleDraft({ remark: 'Wolpertinger' });
  valueOf(store.drafts.create(draft, now));
  store.vouchers.upsert(
    Array.from({ length: 40 }, () => sampleRow()),
    1,
  );
  return { ...place, store, draft };
}

describe('a copy of a database in use', () => {
  it('holds what was acknowledged before it, and opens with the same key alone', async () => {
    const { store, path, key, draft } = filledStore();
    const target = newCopyPath(path, now, 'asked');
    valueOf(await store.snapshot(target));
    store.close();
    const copy = openStore({ path: target, key });
    expect(valueOf(copy.drafts.get(draft.id)).draft).toEqual(draft);
    expect(copy.vouchers.count()).toBe(40);
    copy.close();
    expect(codeOf(openDatabase({ path: target, key: new Uint8Array(randomBytes(32)) }))).toBe('vault_locked');
    expect(readFileSync(target).includes('Wolpertinger')).toBe(false);
    expect(statSync(target).mode & 0o077).toBe(0);
    expect(readdirSync(copiesFolder(path))).toEqual([`${copyId(target)}.db`]);
  });

  it('is one state, while saving goes on and keeps what it acknowledges', async () => {
    const { store, path, key, draft } = filledStore();
    const target = newCopyPath(path, now, 'asked');
    const progress = { isTaken: false };
    const taken = store.snapshot(target).finally(() => (progress.isTaken = true));
    let saves = 0;
    while (!progress.isTaken) {
      saves += 1;
      valueOf(store.drafts.save({ ...draft, title: String(saves), remark: 'x'.repeat(2000) }, now + saves));
      await new Promise((done) => setImmediate(done));
    }
    valueOf(await taken);
    expect(saves).toBeGreaterThan(1);
    expect(valueOf(store.drafts.get(draft.id)).draft.title).toBe(String(saves));
    store.close();
    expect(await isSoundCopy({ path: target, key })).toBe(true);
    expect(valueOf(openStore({ path, key }).drafts.get(draft.id)).draft.title).toBe(String(saves));
  });

  it('leaves the lock on the file as it is', async () => {
    const { store, path, key } = filledStore();
    valueOf(await store.snapshot(newCopyPath(path, now, 'asked')));
    expect(codeOf(openDatabase({ path, key }))).toBe('storage_unavailable');
    store.close();
    expect(openDatabase({ path, key }).ok).toBe(true);
  });

  it('is given up where the database is closed meanwhile, and leaves nothing behind', async () => {
    const { store, path } = filledStore();
    const target = newCopyPath(path, now, 'asked');
    const taken = store.snapshot(target);
    store.close();
    expect(codeOf(await taken)).toBe('storage_unavailable');
    expect(readdirSync(copiesFolder(path))).toEqual([]);
  });

  it('is refused for a database in memory, and where the folder cannot be', async () => {
    const { folder } = temporaryPlace();
    expect(codeOf(await memoryStore().snapshot(join(folder, 'x.db')))).toBe('no_secure_storage');
    expect(readdirSync(folder)).toEqual([]);
    expect(codeOf(await filledStore().store.snapshot(join(folder, 'nowhere', 'x.db')))).toBe('storage_unavailable');
  });
});

describe('a copy is not sound', () => {
  it.each<[string, (path: string) => void]>([
    ['that is cut', (path) => truncateSync(path, Math.floor(statSync(path).size / 8192) * 4096)],
    ['that is empty', (path) => truncateSync(path, 0)],
    ['that is something else', (path) => writeFileSync(path, 'a letter of four pages '.repeat(600))],
    [
      'with a page of noise',
      (path) => {
        const bytes = readFileSync(path);
        randomBytes(4096).copy(bytes, 4096 * 3);
        writeFileSync(path, bytes);
      },
    ],
  ])('%s', async (_what, damage) => {
    const { store, path, key } = filledStore();
    const target = newCopyPath(path, now, 'asked');
    valueOf(await store.snapshot(target));
    expect(await isSoundCopy({ path: target, key })).toBe(true);
    damage(target);
    expect(await isSoundCopy({ path: target, key })).toBe(false);
  });

  it('that another key or a newer version wrote', async () => {
    const { store, path, key } = filledStore();
    const target = newCopyPath(path, now, 'asked');
    valueOf(await store.snapshot(target));
    expect(await isSoundCopy({ path: target, key: new Uint8Array(32) })).toBe(false);
    valueOf(openDatabase({ path: target, key }, { steps: [...migrations, 'CREATE TABLE more (x)'] })).close();
    expect(await isSoundCopy({ path: target, key })).toBe(false);
  });
});

describe('names of copies', () => {
  it('say when and why, never the same twice', () => {
    const path = join(temporaryFolder(), 'organisation.db');
    const first = newCopyPath(path, now, 'daily');
    writeFileSync(first, 'abc');
    const second = newCopyPath(path, now, 'daily');
    writeFileSync(second, 'de');
    expect(listCopies(path)).toEqual([
      { id: '20261124T093000124Z-daily', createdAt: '2026-11-24T09:30:00.124Z', reason: 'daily', bytes: 2 },
      { id: '20261124T093000123Z-daily', createdAt: '2026-11-24T09:30:00.123Z', reason: 'daily', bytes: 3 },
    ]);
    writeFileSync(`${first}-wal`, 'log');
    removeCopy(path, copyId(first));
    expect(readdirSync(copiesFolder(path))).toEqual([`${copyId(second)}.db`]);
  });

  it.each([
    '../organisation',
    '20261124T093000123Z-daily.db',
    '20261124T093000123Z-other',
    '20269924T093000123Z-daily',
    '',
  ])('lead nowhere else: %s', (id) => {
    expect(copyPath('/data/organisation.db', id)).toBeNull();
  });

  it('are not given to what else lies in the folder', () => {
    const path = join(temporaryFolder(), 'organisation.db');
    expect(listCopies(path)).toEqual([]);
    mkdirSync(copiesFolder(path));
    for (const name of ['notes.txt', '20261124T093000123Z-daily.db.part', 'x.db']) {
      writeFileSync(join(copiesFolder(path), name), '');
    }
    expect(listCopies(path)).toEqual([]);
  });
});

const copyAt = (ms: number, reason: Backup['reason']): Backup => {
  const createdAt = new Date(ms).toISOString();
  return { id: `${createdAt.replace(/[-:.]/g, '')}-${reason}`, createdAt, reason, bytes: 1 };
};

describe('rotation', () => {
  it('day by day keeps a week of days and four weeks before, and always the newest', () => {
    let kept: Backup[] = [];
    for (let day = 0; day < 120; day += 1) {
      const at = now + day * dayMs;
      kept = [...kept, copyAt(at, 'daily')];
      const outdated = outdatedCopies(kept, at);
      kept = kept.filter(({ id }) => !outdated.includes(id));
      const ages = kept.map(({ createdAt }) => (at - Date.parse(createdAt)) / dayMs);
      expect(Math.max(...ages)).toBeLessThan(35);
      for (let age = 0; age <= Math.min(day, 6); age += 1) expect(ages).toContain(age);
      if (day >= 35) expect(ages.filter((age) => age >= 7).length).toBeGreaterThanOrEqual(4);
      expect(kept.length).toBeLessThanOrEqual(12);
    }
  });

  test.prop([
    fc.array(
      fc.record({
        ms: fc.integer({ min: now - 60 * dayMs, max: now + 2 * dayMs }),
        reason: fc.constantFrom<Backup['reason'][]>('daily', 'asked', 'beforeUpdate', 'beforeRestore'),
      }),
      { maxLength: 40 },
    ),
  ])('keeps the latest five of every other kind, everything of the last week, and says the same twice', (given) => {
    const copies = [...new Map(given.map(({ ms, reason }) => [copyAt(ms, reason).id, copyAt(ms, reason)])).values()];
    const outdated = new Set(outdatedCopies(copies, now));
    for (const reason of ['asked', 'beforeUpdate', 'beforeRestore']) {
      const ofKind = copies.filter((copy) => copy.reason === reason).sort((a, b) => (a.id < b.id ? 1 : -1));
      expect(ofKind.filter(({ id }) => !outdated.has(id))).toEqual(ofKind.slice(0, 5));
    }
    for (const copy of copies) {
      const isRecent = now - Date.parse(copy.createdAt) < 7 * dayMs;
      if (copy.reason === 'daily' && isRecent) expect(outdated.has(copy.id)).toBe(false);
    }
    const kept = copies.filter(({ id }) => !outdated.has(id));
    expect(outdatedCopies(kept, now)).toEqual([]);
    expect(copies.length === 0 || kept.length > 0 || copies.every((copy) => copy.reason === 'daily')).toBe(true);
  });
});

describe('a database in memory', () => {
  it('moves into an encrypted file with everything in it and goes on there', () => {
    const { path, key, folder } = temporaryPlace();
    const store = openStore({ path: ':memory:', key: null });
    const draft = sampleDraft({ remark: 'Wolpertinger' });
    valueOf(store.drafts.create(draft, now));
    store.vouchers.upsert([sampleRow({ contactName: 'Silberdistel' })], 1);
    store.meta.write('anything', 42);
    expect(store.place()).toBeNull();
    valueOf(store.moveTo({ path, key }));
    expect(store.place()).toEqual({ path, key });
    valueOf(store.drafts.save({ ...draft, title: 'Danach' }, now + 1));
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name));
      for (const planted of ['Wolpertinger', 'Silberdistel', 'SQLite format 3'])
        expect(bytes.includes(planted)).toBe(false);
      expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    }
    expect(codeOf(openDatabase({ path, key }))).toBe('storage_unavailable');
    store.close();
    const again = openStore({ path, key });
    expect(valueOf(again.drafts.versions(draft.id)).map((one) => one.draft.title)).toEqual(['Danach', '']);
    expect(valueOf(again.vouchers.list({ search: 'silberdistel' }, '2026-11-24')).rows).toHaveLength(1);
    expect(again.meta.read('anything')).toBe(42);
  });

  it('stays in memory where the file cannot be, and leaves none', () => {
    const { path, key, folder } = temporaryPlace();
    const store = memoryStore();
    const draft = sampleDraft();
    valueOf(store.drafts.create(draft, now));
    writeFileSync(path, 'in the way');
    expect(codeOf(store.moveTo({ path: join(path, 'inside.db'), key }))).toBe('storage_unavailable');
    valueOf(store.drafts.save({ ...draft, title: 'Danach' }, now + 1));
    expect(store.place()).toBeNull();
    expect(readdirSync(folder)).toEqual(['organisation.db']);
    expect(existsSync(path)).toBe(true);
  });
});
