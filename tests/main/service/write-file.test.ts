import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { addFile, replaceFile } from '../../../main/service/write-file.ts';
import { codeOf, temporaryFolder } from '../store/temporary-store.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
async function* pieces(...texts: string[]): AsyncGenerator<string> {
  for (const text of texts) yield await Promise.resolve(text);
}
async function* breaking(): AsyncGenerator<string> {
  yield await Promise.resolve('half');
  throw new Error('no more');
}

describe('writing a file', () => {
  it('replaces what has the name, and leaves nothing else behind', async () => {
    const folder = temporaryFolder();
    const target = path.join(folder, 'a.csv');
    writeFileSync(target, 'old');
    expect(await replaceFile(target, pieces('one', 'two', 'ü'))).toEqual({ ok: true, value: undefined });
    expect(readFileSync(target, 'utf8')).toBe('onetwoü');
    expect(readdirSync(folder)).toEqual(['a.csv']);
  });

  it('keeps what was there where the content breaks off', async () => {
    const folder = temporaryFolder();
    const target = path.join(folder, 'a.csv');
    writeFileSync(target, 'old');
    expect(codeOf(await replaceFile(target, breaking()))).toBe('save_failed');
    expect(readFileSync(target, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a.csv']);
  });

  it('adds beside what is there and touches nothing', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'a.pdf'), 'mine');
    mkdirSync(path.join(folder, 'a (2).pdf'));
    for (const text of ['x', 'y']) expect((await addFile(folder, 'a.pdf', bytes(text))).ok).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['a (2).pdf', 'a (3).pdf', 'a (4).pdf', 'a.pdf']);
    expect(readFileSync(path.join(folder, 'a.pdf'), 'utf8')).toBe('mine');
    expect(readFileSync(path.join(folder, 'a (4).pdf'), 'utf8')).toBe('y');
  });

  it('says so where the folder is gone, or a folder has the name', async () => {
    const folder = temporaryFolder();
    expect(codeOf(await addFile(path.join(folder, 'gone'), 'a.pdf', bytes('x')))).toBe('save_failed');
    expect(codeOf(await replaceFile(folder, bytes('x')))).toBe('save_failed');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says that the disk is full', async () => {
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    async function* content(): AsyncGenerator<string> {
      yield await Promise.reject<string>(full);
    }
    expect(codeOf(await replaceFile(path.join(temporaryFolder(), 'a'), content()))).toBe('storage_full');
  });
});
