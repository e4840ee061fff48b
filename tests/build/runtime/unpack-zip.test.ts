import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unpackZip } from '../../../build/runtime/unpack-zip.mjs';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kontor-zip-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

/** A zip of stored entries, by hand: names that a zip library would refuse to write are what this is about. */
function zipOf(entries: { name: string; text: string; mode?: number }[]): string {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text, mode = 0o644 } of entries) {
    const body = Buffer.from(text);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(body), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(body.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), body]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    const madeByUnix = Buffer.from([20, 3]);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), madeByUnix, common, tail, Buffer.from(name)]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  const file = path.join(folder, 'archive.zip');
  fs.writeFileSync(file, Buffer.concat([...parts, central, end]));
  return file;
}

const out = (): string => path.join(folder, 'out');

describe('unpackZip', () => {
  it('writes the wanted entries to the place it is told, with their mode', async () => {
    const file = zipOf([
      { name: 'App/', text: '' },
      { name: 'App/program', text: 'run', mode: 0o755 },
      { name: 'App/lib/data', text: 'data' },
      { name: 'other', text: 'not wanted' },
    ]);
    await unpackZip(file, out(), (name: string) => (name.startsWith('App/') ? name.slice(4) : undefined));
    expect(fs.readdirSync(out()).sort()).toEqual(['lib', 'program']);
    expect(fs.readFileSync(path.join(out(), 'lib/data'), 'utf8')).toBe('data');
    expect(fs.statSync(path.join(out(), 'program')).mode & 0o111).not.toBe(0);
    expect(fs.statSync(path.join(out(), 'lib/data')).mode & 0o111).toBe(0);
  });

  it.each(['../escaped', 'a/../../escaped', '/escaped', 'C:/escaped'])('refuses an entry called %s', async (name) => {
    const file = zipOf([{ name, text: 'evil' }]);
    await expect(unpackZip(file, out(), (entry: string) => entry)).rejects.toThrow();
    expect(fs.existsSync(path.join(folder, 'escaped'))).toBe(false);
  });

  it('refuses a file that is no zip, and one that was cut short', async () => {
    const file = zipOf([{ name: 'a', text: 'some text' }]);
    fs.truncateSync(file, 30);
    await expect(unpackZip(file, out(), (entry: string) => entry)).rejects.toThrow();
  });
});
