import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPrepared } from '../../../main/store/database.ts';
import { openDatabase, type Store } from '../../../main/store/store.ts';
import { sampleDraft } from './samples.ts';
import { codeOf, filesOf, openStore, temporaryPlace, valueOf } from './temporary-store.ts';

const now = 1_788_000_000_000;
const times = { nowMs: now, marginMs: 0 };

/** A closed database with a draft and a queued operation for another. */
function filledPlace() {
  const place = temporaryPlace();
  const store = openStore(place);
  const draft = sampleDraft();
  valueOf(store.drafts.create(draft, now));
  const queued = queue(store);
  valueOf(store.close());
  return { ...place, draft, queued };
}

function queue(store: Store): string {
  const draft = sampleDraft();
  const id = randomUUID();
  const body = { taxConditions: { taxType: 'net' as const } };
  const content = { kind: 'invoice' as const, title: 'Ida Petersen', totalCents: 11900, draft, body };
  const operation = { id, draftId: draft.id, bodyHash: randomUUID(), content, dependsOn: null };
  valueOf(store.drafts.create(draft, now));
  store.transact(() => store.operations.enqueue({ ...operation, kind: 'createInvoiceDraft' }, now));
  return id;
}

/** The files as a killed process leaves them while its store is in use; `take` says which. */
function killed(folder: string, take: readonly string[]): { path: string; folder: string } {
  const left = join(folder, 'left');
  mkdirSync(left);
  for (const name of take) copyFileSync(join(folder, name), join(left, name));
  return { path: join(left, 'organisation.db'), folder: left };
}

/** A database whose process was killed after a change, and whose log somebody took away. */
function withoutItsLog() {
  const { folder, path, key, draft, queued } = filledPlace();
  const store = openStore({ path, key });
  const later = sampleDraft();
  valueOf(store.drafts.create(later, now));
  const left = killed(folder, ['organisation.db']);
  return { ...left, key, draft, queued, later, log: `${path}-wal`, store };
}

describe('a database that is only read', () => {
  it('keeps its file as it is, has no log, and lets nobody else in', () => {
    const { path, key, folder, draft } = filledPlace();
    const before = readFileSync(path);
    const store = openStore({ path, key });
    expect(valueOf(store.drafts.get(draft.id)).draft).toEqual(draft);
    expect([...filesOf(folder).keys()]).toEqual(['organisation.db']);
    expect(codeOf(openDatabase({ path, key }))).toBe('storage_unavailable');
    valueOf(store.close());
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('has its log from the first change until it is closed', () => {
    const { path, key, folder, draft } = filledPlace();
    const store = openStore({ path, key });
    valueOf(store.drafts.save({ ...draft, title: 'Neu' }, now));
    expect([...filesOf(folder).keys()]).toEqual(['organisation.db', 'organisation.db-wal']);
    valueOf(store.close());
    expect([...filesOf(folder).keys()]).toEqual(['organisation.db']);
  });
});

describe('a log that grew', () => {
  const turn = () => new Promise((done) => setImmediate(done));
  const saveMany = (store: Store, draft: ReturnType<typeof sampleDraft>) => {
    for (let time = 1; time <= 320; time += 1)
      valueOf(store.drafts.save({ ...draft, title: String(time) }, now + time));
  };

  it('is folded in between two answers, not within a change', async () => {
    const { path, key, draft } = filledPlace();
    const store = openStore({ path, key });
    valueOf(store.drafts.save({ ...draft, title: 'Neu' }, now));
    const before = readFileSync(path);
    saveMany(store, draft);
    expect(readFileSync(path).equals(before)).toBe(true);
    await turn();
    expect(readFileSync(path).equals(before)).toBe(false);
    expect(valueOf(store.drafts.get(draft.id)).draft.title).toBe('320');
    valueOf(store.close());
  });

  it('is left alone where the store was closed meanwhile', async () => {
    const { path, key, draft } = filledPlace();
    const store = openStore({ path, key });
    saveMany(store, draft);
    valueOf(store.close());
    await turn();
    expect(valueOf(openStore({ path, key }).drafts.get(draft.id)).draft.title).toBe('320');
  });
});

describe('a log that was taken away', () => {
  it('is noticed, each time anew, and nothing is changed', () => {
    const { path, folder, key } = withoutItsLog();
    const before = readFileSync(path);
    for (let time = 0; time < 3; time += 1) {
      expect(codeOf(openDatabase({ path, key }))).toBe('storage_log_missing');
      expect([...filesOf(folder).keys()]).toEqual(['organisation.db']);
      expect(readFileSync(path).equals(before)).toBe(true);
    }
  });

  it('can be put back', () => {
    const { path, key, later, log } = withoutItsLog();
    expect(codeOf(openDatabase({ path, key }))).toBe('storage_log_missing');
    copyFileSync(log, `${path}-wal`);
    expect(valueOf(openStore({ path, key }).drafts.get(later.id)).draft).toEqual(later);
  });

  it('leaves the state before it, of whose outbox nothing is sent unseen', () => {
    const { path, key, draft, queued, later } = withoutItsLog();
    const store = valueOf(openDatabase({ path, key }, { withoutLog: times }));
    expect(valueOf(store.drafts.get(draft.id)).draft).toEqual(draft);
    expect(codeOf(store.drafts.get(later.id))).toBe('draft_not_found');
    expect(store.operations.find(queued)?.state).toBe('unknown');
    valueOf(store.close());
    const again = openStore({ path, key });
    expect(again.operations.find(queued)?.state).toBe('unknown');
  });

  it('leaves the outbox alone where the log is there', () => {
    const { path, key, queued } = filledPlace();
    const store = valueOf(openDatabase({ path, key }, { withoutLog: times }));
    expect(store.operations.find(queued)?.state).toBe('queued');
  });

  it('may have been all there was', () => {
    const { path, key, folder } = temporaryPlace();
    const store = openStore({ path, key });
    const left = killed(folder, ['organisation.db']);
    expect(codeOf(openDatabase({ path: left.path, key }))).toBe('storage_log_missing');
    valueOf(store.close());
  });

  it('is not missed after an end between folding it in and leaving it, and is after the next change', () => {
    const { path, key, folder, draft } = filledPlace();
    const sql = valueOf(openPrepared({ path, key }));
    sql.prepareToWrite();
    sql.all('PRAGMA wal_checkpoint(TRUNCATE)');
    const left = killed(folder, ['organisation.db']);
    writeFileSync(`${left.path}-folded`, '');
    const store = openStore({ path: left.path, key });
    expect(valueOf(store.drafts.get(draft.id)).draft).toEqual(draft);
    valueOf(store.drafts.save({ ...draft, title: 'Neu' }, now));
    expect([...filesOf(left.folder).keys()]).toEqual(['organisation.db', 'organisation.db-wal']);
    const later = killed(left.folder, ['organisation.db']);
    expect(codeOf(openDatabase({ path: later.path, key }))).toBe('storage_log_missing');
    valueOf(store.close());
    sql.close();
  });

  it('counts for nothing where the file is damaged too', () => {
    const { path, key } = withoutItsLog();
    const bytes = readFileSync(path);
    bytes.fill(0xa5, 8192, 16384);
    writeFileSync(path, bytes);
    const before = readFileSync(path);
    expect(openDatabase({ path, key }, { withoutLog: times }).ok).toBe(false);
    expect(readFileSync(path).equals(before)).toBe(true);
    rmSync(path);
  });
});
