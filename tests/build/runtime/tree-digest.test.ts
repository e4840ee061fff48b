import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestOfTree } from '../../../build/runtime/tree-digest.mjs';

let folder: string;
const at = (name: string): string => path.join(folder, name);

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kontor-tree-'));
  fs.mkdirSync(at('inner'));
  fs.writeFileSync(at('program'), 'binary', { mode: 0o755 });
  fs.writeFileSync(at('inner/data'), 'data', { mode: 0o644 });
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

describe('digestOfTree', () => {
  it('is the same for the same files, whatever their age', async () => {
    const before = await digestOfTree(folder);
    fs.utimesSync(at('program'), 1, 1);
    expect(await digestOfTree(folder)).toBe(before);
    expect(before).toMatch(/^sha256-[\w+/]{43}=$/);
  });

  it('leaves out what it is told to', async () => {
    const before = await digestOfTree(folder, ['inner/data']);
    fs.writeFileSync(at('inner/data'), 'changed');
    expect(await digestOfTree(folder, ['inner/data'])).toBe(before);
  });

  it.each([
    ['a changed byte', () => fs.writeFileSync(at('inner/data'), 'dat4')],
    ['a cut file', () => fs.truncateSync(at('program'), 3)],
    ['a missing file', () => fs.rmSync(at('inner/data'))],
    ['one file more', () => fs.writeFileSync(at('inner/more'), '')],
    ['another name', () => fs.renameSync(at('program'), at('programme'))],
    ['a lost right to execute', () => fs.chmodSync(at('program'), 0o644)],
  ])('notices %s', async (_what, change) => {
    const before = await digestOfTree(folder);
    change();
    expect(await digestOfTree(folder)).not.toBe(before);
  });

  it('says so where there is no such folder', async () => {
    expect(await digestOfTree(at('absent'))).toBe('absent');
  });
});
