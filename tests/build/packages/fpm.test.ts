import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { debControl } from '../../../build/packages/deb-control.mjs';
import { readFpmArguments } from '../../../build/packages/fpm-arguments.mjs';
import { rpmSpec } from '../../../build/packages/rpm-spec.mjs';

const meta = [
  '--name',
  'kontor',
  '--version',
  '1.2.3',
  '--architecture',
  'amd64',
  '--maintainer',
  'The authors <a@b.c>',
];
const debArguments = ['-s', 'dir', '--force', '-t', 'deb', ...meta, '--package', 'kontor.deb'];

describe('readFpmArguments', () => {
  it('reads lists, options in both forms, and what goes where', () => {
    const read = readFpmArguments([
      ...debArguments,
      '-d',
      'a | b',
      '-d',
      'c',
      '--url=https://x.y/?z=1',
      'from=/opt/it',
    ]);
    expect(read).toMatchObject({ type: 'deb', depends: ['a | b', 'c'], inputs: [{ from: 'from', to: '/opt/it' }] });
    expect(read.options).toMatchObject({ name: 'kontor', url: 'https://x.y/?z=1' });
  });

  it.each([
    ['another source', debArguments.with(1, 'gem')],
    ['another kind of package', debArguments.with(4, 'pacman')],
    ['an option without its value', [...debArguments, '--url']],
    ['no name', debArguments.filter((one) => !['--name', 'kontor'].includes(one))],
    ['a place that is not absolute', [...debArguments, 'from=opt/it']],
    ['a place that leads out', [...debArguments, 'from=/opt/../etc/it']],
    ['no place', [...debArguments, 'from']],
  ])('refuses %s', (_what, argv) => {
    expect(() => readFpmArguments(argv)).toThrow();
  });
});

describe('debControl', () => {
  it('writes Debian’s fields, and leaves out what is empty', () => {
    const read = readFpmArguments([...debArguments, '--description', 'Short\n Longer\n\n text', '-d', 'libc6']);
    expect(debControl(read, 2049).split('\n')).toEqual([
      ...['Package: kontor', 'Version: 1.2.3', 'Architecture: amd64', 'Maintainer: The authors <a@b.c>'],
      ...['Installed-Size: 3', 'Depends: libc6', 'Priority: optional', 'Description: Short', ' Longer', ' text', ''],
    ]);
  });
});

describe('rpmSpec', () => {
  it('owns the app’s folders and not the system’s, and expands nothing of a name', () => {
    const read = readFpmArguments([...debArguments.with(4, 'rpm')]);
    const files = [{ file: '/opt/Kontor/100%.pak' }, { file: '/opt/Kontor/a/b' }, { file: '/usr/share/x' }];
    const spec = rpmSpec(read, '/tree', files, 1).split('\n');
    expect(spec.filter((line) => line.startsWith('%dir'))).toEqual(['%dir "/opt/Kontor"', '%dir "/opt/Kontor/a"']);
    expect(spec).toContain('"/opt/Kontor/100%%.pak"');
  });
});

const hasDpkg = process.platform === 'linux' && fs.existsSync('/usr/bin/dpkg-deb');

describe.skipIf(!hasDpkg)('fpm.mjs', () => {
  let folder = '';
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kontor-fpm-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  function makeDeb(name: string): Buffer {
    const source = path.join(folder, name);
    fs.mkdirSync(path.join(source, 'sub'), { recursive: true });
    for (const file of ['run', 'sub/text']) fs.writeFileSync(path.join(source, file), file);
    fs.chmodSync(path.join(source, 'run'), 0o750);
    const target = path.join(folder, `${name}.deb`);
    const args = [...debArguments.slice(0, -1), target, `${source}/=/opt/it`];
    const env = { ...process.env, SOURCE_DATE_EPOCH: '1700000000' };
    execFileSync(process.execPath, [path.resolve('build/packages/fpm.mjs'), ...args], { env });
    return fs.readFileSync(target);
  }

  it('makes the same bytes of the same files, wherever and whenever', () => {
    expect(makeDeb('first').equals(makeDeb('second'))).toBe(true);
  });

  it('gives everything to root, readable, and keeps what can be run', () => {
    makeDeb('it');
    const listing = execFileSync('dpkg-deb', ['--contents', path.join(folder, 'it.deb')], { encoding: 'utf8' });
    const owner = ['root', 'root'].join('/');
    const entries = listing.split('\n').map((line) => line.split(/\s+/));
    const entryOf = (name: string) => entries.find((entry) => entry.at(-1) === `./opt/it/${name}`)?.slice(0, 2);
    expect(entryOf('run')).toEqual(['-rwxr-xr-x', owner]);
    expect(entryOf('sub/text')).toEqual(['-rw-r--r--', owner]);
  });
});
