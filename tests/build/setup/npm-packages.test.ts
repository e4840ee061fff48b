import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outdatedPackages } from '../../../build/setup/npm-packages.mjs';

type Packages = Record<string, Record<string, unknown>>;

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kontor-lock-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

function write(name: string, packages: Packages): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, JSON.stringify({ packages }));
  return file;
}

function compare(wanted: Packages, installed: Packages): string[] {
  return outdatedPackages(write('wanted.json', { '': {}, ...wanted }), write('installed.json', installed));
}

const one = { version: '1.0.0', integrity: 'sha512-a' };

describe('outdatedPackages', () => {
  it('finds nothing where all is as the lock file says', () => {
    expect(compare({ 'node_modules/a': one }, { 'node_modules/a': one })).toEqual([]);
  });

  it('does not ask for packages of other systems', () => {
    const foreign = { ...one, optional: true, os: [process.platform === 'win32' ? 'linux' : 'win32'] };
    expect(compare({ 'node_modules/foreign': foreign }, {})).toEqual([]);
  });

  it('does not ask for packages of other processors, nor for those that exclude this system', () => {
    const cpu = { ...one, optional: true, cpu: ['never-built'] };
    const excluded = { ...one, optional: true, os: [`!${process.platform}`] };
    expect(compare({ 'node_modules/cpu': cpu, 'node_modules/excluded': excluded }, {})).toEqual([]);
  });

  it.each([
    ['is missing', {}],
    ['has another version', { 'node_modules/a': { ...one, version: '1.0.1' } }],
    ['has other contents', { 'node_modules/a': { ...one, integrity: 'sha512-b' } }],
  ])('names a package that %s', (_what, installed) => {
    expect(compare({ 'node_modules/a': one }, installed)).toEqual(['node_modules/a']);
  });

  it('names the native package of this very system', () => {
    const own = { ...one, optional: true, os: [process.platform], cpu: [process.arch] };
    expect(compare({ 'node_modules/native': own }, {})).toEqual(['node_modules/native']);
  });

  it('names everything where nothing was installed, or an install was cut short', () => {
    const lock = write('wanted.json', { '': {}, 'node_modules/a': one });
    expect(outdatedPackages(lock, path.join(folder, 'absent.json'))).toEqual(['node_modules/a']);
  });
});
