import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { copyPath, listCopies } from '../../../main/store/copy-files.ts';
import { toCipherKey } from '../../../main/store/database-key.ts';
import { migrations } from '../../../main/store/migrations/index.ts';
import { openDatabase } from '../../../main/store/store.ts';
import { sampleArticle, sampleContact, sampleDraft, sampleInvoice, sampleRow } from './samples.ts';
import { codeOf, filesOf, openStore, temporaryPlace, valueOf } from './temporary-store.ts';

const name = 'Quastenflosser Importe KG';
const now = 1_788_000_000_000;

/** A closed database with one draft in it. */
function filledPlace() {
  const place = temporaryPlace();
  const store = openStore(place);
  const draft = sampleDraft({ remark: name });
  valueOf(store.drafts.create(draft, now));
  store.close();
  return { ...place, draft };
}

describe('opening', () => {
  it('keeps what was stored', () => {
    const { path, key, draft } = filledPlace();
    expect(valueOf(openStore({ path, key }).drafts.get(draft.id)).draft).toEqual(draft);
  });

  it('lets nobody else read the files', () => {
    const { path, key } = filledPlace();
    const store = openStore({ path, key });
    valueOf(store.drafts.create(sampleDraft(), now));
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(statSync(`${path}-wal`).mode & 0o077).toBe(0);
    store.close();
  });

  it('writes nothing readable into any file, with the log folded in or not', () => {
    const { path, key, folder } = temporaryPlace();
    const store = openStore({ path, key });
    const planted = { amount: 987654321, text: 'Silberdistel', mail: 'planted@example.org', title: 'Wolpertinger' };
    store.vouchers.upsert([sampleRow({ contactName: name, totalCents: planted.amount })], 1);
    valueOf(store.drafts.create(sampleDraft({ remark: planted.text }), now));
    store.contacts.upsert([sampleContact({ email: planted.mail })], 1);
    store.articles.upsert([sampleArticle({ title: planted.title })], 1);
    store.documents.keepInvoice(sampleInvoice({ remark: name }), now);
    store.documents.keepFile('id', 'pdf', { fileName: name, mediaType: 'x', bytes: Buffer.from(`%PDF ${name}`) }, now);
    valueOf(store.vouchers.list({ search: name, sort: { key: 'contactName', direction: 'asc' } }, '2026-09-01'));
    const needles = [name, name.toLowerCase(), '9876543,21', '987654321', ...Object.values(planted).map(String)];
    const look = () => {
      const files = filesOf(folder);
      for (const [file, bytes] of files) {
        for (const needle of needles) {
          expect(bytes.includes(needle), `${needle} in ${file}`).toBe(false);
          expect(bytes.includes(Buffer.from(needle, 'utf16le')), `${needle} in ${file}`).toBe(false);
        }
        expect(bytes.includes('SQLite format 3')).toBe(false);
      }
      return [...files.keys()];
    };
    expect(look()).toEqual(['organisation.db', 'organisation.db-wal']);
    valueOf(store.backup(`${path}.copy`));
    store.close();
    expect(look()).toEqual(['organisation.db', 'organisation.db.copy']);
  });

  it('finds the planted text where nothing is encrypted, so that the search above can fail', () => {
    const { path } = temporaryPlace();
    const plain = new Database(path);
    plain.exec(`CREATE TABLE t (x); INSERT INTO t VALUES ('${name}')`);
    plain.close();
    expect(readFileSync(path).includes(name)).toBe(true);
  });

  it('uses every bit of the key: a key that differs in its last bit does not open', () => {
    const { path, key } = filledPlace();
    const other = Uint8Array.from(key);
    other[31] = (other[31] ?? 0) ^ 1;
    expect(codeOf(openDatabase({ path, key: other }))).toBe('vault_locked');
  });

  it('gives the driver exactly the 32 characters that its cipher reads', () => {
    const keys = Array.from({ length: 200 }, () => toCipherKey(new Uint8Array(randomBytes(32))));
    expect(new Set(keys).size).toBe(200);
    expect(keys.every((key) => key.length === 32 && /^[\w-]+$/.test(key))).toBe(true);
  });

  it.each([0, 16, 31, 33])('refuses a key of %i bytes', (length) => {
    const { path } = temporaryPlace();
    expect(() => openDatabase({ path, key: new Uint8Array(length) })).toThrow(RangeError);
    expect(existsSync(path) && statSync(path).size > 0).toBe(false);
  });

  it('does not change a file that the key does not open', () => {
    const { path, key, draft } = filledPlace();
    const before = readFileSync(path);
    for (let i = 0; i < 5; i += 1) {
      expect(codeOf(openDatabase({ path, key: new Uint8Array(randomBytes(32)) }))).toBe('vault_locked');
    }
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(valueOf(openStore({ path, key }).drafts.get(draft.id)).draft).toEqual(draft);
  });

  it('takes no file of another program for a new database', () => {
    const { path, key } = temporaryPlace();
    const foreign = 'a letter of four pages '.repeat(600);
    writeFileSync(path, foreign);
    expect(codeOf(openDatabase({ path, key }))).toBe('vault_locked');
    expect(readFileSync(path, 'utf8')).toBe(foreign);
  });

  it('is open in one place at a time', () => {
    const { path, key } = filledPlace();
    const store = openStore({ path, key });
    expect(codeOf(openDatabase({ path, key }))).toBe('storage_unavailable');
    store.close();
    expect(openDatabase({ path, key }).ok).toBe(true);
  });

  it('says so where the folder cannot be', () => {
    const { folder, key } = filledPlace();
    expect(codeOf(openDatabase({ path: `${folder}/organisation.db/inside.db`, key }))).toBe('storage_unavailable');
  });

  it('says so where the system does not let it open the file', () => {
    const { folder, key } = filledPlace();
    expect(codeOf(openDatabase({ path: folder, key }))).toBe('storage_unavailable');
  });
});

describe('damage', () => {
  it.each([0.9, 0.5, 0.2])('is refused and left alone where only %d of the file is there', (part) => {
    const { path, key } = filledPlace();
    truncateSync(path, Math.floor((statSync(path).size * part) / 4096) * 4096);
    const before = readFileSync(path);
    const opened = openDatabase({ path, key });
    const outcome = opened.ok ? codeOf(opened.value.drafts.list()) : opened.error.code;
    expect(outcome).toBe('storage_unavailable');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('does not throw a log away whose file was emptied', () => {
    const { path, key } = filledPlace();
    const log = Buffer.alloc(8192, 7);
    writeFileSync(`${path}-wal`, log);
    truncateSync(path, 0);
    expect(codeOf(openDatabase({ path, key }))).toBe('storage_unavailable');
    expect(readFileSync(`${path}-wal`).equals(log)).toBe(true);
  });
});

describe('migrations', () => {
  const added = 'CREATE TABLE added (x INTEGER); INSERT INTO added VALUES (42)';

  it('takes only the steps that are missing, with a copy of the file before each', () => {
    const { path, key, folder, draft } = filledPlace();
    const store = openStore({ path, key }, [...migrations, added, 'CREATE TABLE more (x INTEGER)']);
    expect(valueOf(store.drafts.get(draft.id)).draft).toEqual(draft);
    store.close();
    expect([...filesOf(folder).keys()]).toEqual(['organisation.copies', 'organisation.db']);
    const copies = listCopies(path);
    expect(copies.map(({ reason }) => reason)).toEqual(['beforeUpdate', 'beforeUpdate']);
    expect(statSync(join(folder, 'organisation.copies')).mode & 0o077).toBe(0);
    const oldest = copyPath(path, copies[1]?.id ?? '') ?? '';
    expect(statSync(oldest).mode & 0o077).toBe(0);
    const copy = openStore({ path: oldest, key });
    expect(valueOf(copy.drafts.get(draft.id)).draft).toEqual(draft);
  });

  it('leaves the old shape and the data where a step fails halfway', () => {
    const { path, key, draft } = filledPlace();
    const broken = [...migrations, `${added}; INSERT INTO nowhere VALUES (1)`];
    expect(() => openDatabase({ path, key }, { steps: broken })).toThrow();
    const store = openStore({ path, key }, [...migrations, added]);
    expect(valueOf(store.drafts.get(draft.id)).draft).toEqual(draft);
  });

  it('lets go of what it refused, so that the next try can open it', async () => {
    const { path, key } = temporaryPlace();
    const place = temporaryPlace();
    const newer = valueOf(openDatabase({ path, key }, { steps: [...migrations, 'CREATE TABLE later (id TEXT)'] }));
    for (const end of ['', '-wal']) copyFileSync(`${path}${end}`, `${place.path}${end}`);
    newer.close();
    expect(codeOf(openDatabase({ path: place.path, key }))).toBe('storage_unavailable');
    const steps = [...migrations, 'CREATE TABLE later (id TEXT)'];
    await expect.poll(() => openDatabase({ path: place.path, key }, { steps }).ok, { timeout: 5_000 }).toBe(true);
  });

  it('does not open what a newer version wrote', () => {
    const { path, key } = filledPlace();
    openStore({ path, key }, [...migrations, added]).close();
    expect(codeOf(openDatabase({ path, key }))).toBe('storage_unavailable');
    expect(openDatabase({ path, key }, { steps: [...migrations, added] }).ok).toBe(true);
  });
});
