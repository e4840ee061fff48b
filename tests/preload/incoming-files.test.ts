import { File } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { contract } from '../../preload/contract.ts';
import { toIncomingFiles } from '../../preload/incoming-files.ts';

const fileOf = (name: string, bytes: Uint8Array) => new File([bytes], name);
const onDisk = (file: globalThis.File): string => (file.name.startsWith('disk') ? `/home/${file.name}` : '');
const input = contract.receipts.addFiles.input;

describe('files that the page hands over', () => {
  it('are named by their path where they have one, and read where they have none, in their order', async () => {
    const files = [
      fileOf('a.png', new Uint8Array([1, 2])),
      fileOf('disk.pdf', new Uint8Array([3])),
      fileOf('', new Uint8Array()),
    ];
    const incoming = await toIncomingFiles(files, onDisk);
    expect(incoming).toEqual([
      { kind: 'bytes', name: 'a.png', bytes: new Uint8Array([1, 2]) },
      { kind: 'path', path: '/home/disk.pdf' },
      { kind: 'bytes', name: '', bytes: new Uint8Array() },
    ]);
    expect(v.is(input, { files: incoming, source: 'pasted' })).toBe(true);
  });

  it('without a path are read no further than main takes them, and their names are cut', async () => {
    const [one] = await toIncomingFiles([fileOf('x'.repeat(2000), new Uint8Array(53_000_000))], onDisk);
    expect(one?.kind === 'bytes' && [one.name.length, one.bytes.byteLength]).toEqual([1000, 52_428_801]);
    expect(v.is(input, { files: [one], source: 'dropped' })).toBe(true);
  });

  it.each([
    { files: [], source: 'dropped' },
    { files: [{ kind: 'path', path: '' }], source: 'dropped' },
    { files: [{ kind: 'path', path: '/a', name: 'b' }], source: 'dropped' },
    { files: [{ kind: 'bytes', name: 'a', bytes: [1] }], source: 'dropped' },
    { files: [{ kind: 'path', path: '/a' }], source: 'watched' },
    { files: [{ kind: 'path', path: '/a' }] },
  ])('as main refuses them: %j', (wrong) => {
    expect(v.is(input, wrong)).toBe(false);
  });
});
