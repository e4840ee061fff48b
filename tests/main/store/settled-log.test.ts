import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { DatabasePlace } from '../../../main/store/connection.ts';
import { settleLog } from '../../../main/store/settled-log.ts';
import { openDatabase, type Store } from '../../../main/store/store.ts';
import { sampleDraft, sampleRow } from './samples.ts';
import { codeOf, filesOf, openStore, temporaryPlace, valueOf } from './temporary-store.ts';

const now = 1_788_000_000_000;

type Place = DatabasePlace;

/** After everything that nobody uses any more was collected. */
async function collected(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise((done) => setImmediate(done));
    collect();
  }
}

function mirror(store: Store, rows: number): void {
  const page = Array.from({ length: rows }, () => sampleRow());
  store.transact(() => store.vouchers.upsert(page, 1));
}

/** The files of a store with many rows, as they lie there when its process is killed after a last draft. */
function killedStore(rows = 400) {
  const { folder, path, key } = temporaryPlace();
  const store = openStore({ path, key });
  mirror(store, rows);
  const draft = sampleDraft({ remark: 'Wolpertinger' });
  valueOf(store.drafts.create(draft, now));
  const left = join(folder, 'left');
  mkdirSync(left);
  for (const name of ['organisation.db', 'organisation.db-wal']) copyFileSync(join(folder, name), join(left, name));
  valueOf(store.close());
  return { folder: left, place: { path: join(left, 'organisation.db'), key }, draft };
}

/** Damages the head of every page behind one: what the cipher makes of it is no page. */
function damage(path: string, share: number): void {
  const bytes = readFileSync(path);
  const first = 4096 * Math.max(1, Math.floor((bytes.length / 4096) * share));
  for (let page = first; page < bytes.length; page += 4096) {
    for (let at = page; at < page + 16; at += 1) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  }
  writeFileSync(path, bytes);
}

/** What is in the files of a folder, short enough to be compared. */
const printsOf = (folder: string): string[] =>
  [...filesOf(folder)].map(([name, bytes]) => `${name} ${createHash('sha256').update(bytes).digest('hex')}`).sort();
const namesOf = (folder: string): string[] => [...filesOf(folder).keys()].sort();

describe('what a crash left', () => {
  it('is read wholly and folded in: nothing but the file is left, and the newest draft is in it', async () => {
    const { folder, place, draft } = killedStore();
    expect(await settleLog(place)).toBe('settled');
    expect(namesOf(folder)).toEqual(['organisation.db']);
    const store = openStore(place);
    expect(valueOf(store.drafts.get(draft.id)).draft).toEqual(draft);
    expect(store.vouchers.count()).toBe(400);
    valueOf(store.close());
    expect(readFileSync(place.path).includes('Wolpertinger')).toBe(false);
  });

  it('holds nothing up meanwhile', async () => {
    const { place } = killedStore(4_000);
    const progress = { isSettled: false, turns: 0 };
    const settled = settleLog(place).finally(() => (progress.isSettled = true));
    while (!progress.isSettled) {
      progress.turns += 1;
      await new Promise((done) => setImmediate(done));
    }
    expect(await settled).toBe('settled');
    expect(progress.turns).toBeGreaterThan(100);
  });

  it.each([
    ['reading it aside', async (place: Place) => expect(await settleLog(place)).toBe('undecided')],
    [
      'opening it',
      async (place: Place) => expect(await Promise.resolve(codeOf(openDatabase(place)))).toBe('vault_locked'),
    ],
  ])('is not touched by another key (%s), and opens with its own', async (_way, tryWith) => {
    const { folder, place, draft } = killedStore();
    const before = printsOf(folder);
    await tryWith({ ...place, key: new Uint8Array(randomBytes(32)) });
    // The driver lets go of a connection when it is collected, and would fold the log in then.
    await collected();
    expect(printsOf(folder)).toEqual(before);
    const store = openStore(place);
    expect(valueOf(store.drafts.get(draft.id)).draft).toEqual(draft);
    valueOf(store.close());
  });

  it.each([
    ['everywhere', 0, 'undecided'],
    ['in its second half', 0.5, 'damaged'],
  ] as const)(
    'is not opened when it is damaged %s, however often, even when its log is gone',
    async (_where, share, said) => {
      const { folder, place } = killedStore(2_000);
      expect(await settleLog(place)).toBe('settled');
      const whole = readFileSync(place.path);
      const store = openStore(place);
      valueOf(store.drafts.create(sampleDraft(), now));
      const [head, log] = [readFileSync(place.path), readFileSync(`${place.path}-wal`)];
      valueOf(store.close());
      writeFileSync(place.path, Buffer.concat([head.subarray(0, 4096), whole.subarray(4096)]));
      writeFileSync(`${place.path}-wal`, log);
      damage(place.path, share);
      expect(await settleLog(place)).toBe(said);
      expect(namesOf(folder)).toContain('organisation.db-unchecked');
      rmSync(`${place.path}-wal`, { force: true });
      expect(await settleLog(place)).not.toBe('settled');
      expect(codeOf(openDatabase(place))).toBe('storage_unavailable');
    },
  );
});

describe('a database that was closed', () => {
  it('is left alone', async () => {
    const { path, key, folder } = temporaryPlace();
    valueOf(openStore({ path, key }).close());
    const before = printsOf(folder);
    expect(await settleLog({ path, key })).toBe('settled');
    expect(printsOf(folder)).toEqual(before);
  });

  it('that is not there is not made', async () => {
    const { path, key, folder } = temporaryPlace();
    expect(await settleLog({ path, key })).toBe('settled');
    expect(namesOf(folder)).toEqual([]);
  });
});
