import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fc, it as property } from '@fast-check/vitest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLogFile } from '../../../main/service/log-file.ts';

let root: string;
let folder: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'kontor-log-'));
  folder = path.join(root, 'logs');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const modeOf = (file: string): number => statSync(file).mode & 0o777;
const current = (): string => path.join(folder, 'kontor.log');

describe('the log file', () => {
  it('leaves the disk alone until there is something to tell', () => {
    expect(openLogFile(folder).read()).toBe('');
    expect(readdirSync(root)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('can be read by its user only', () => {
    openLogFile(folder).write('one');
    expect(modeOf(folder)).toBe(0o700);
    expect(modeOf(current())).toBe(0o600);
  });

  it.skipIf(process.platform === 'win32')('closes a file that was left open to others', () => {
    openLogFile(folder).write('one');
    chmodSync(current(), 0o644);
    openLogFile(folder).write('two');
    expect(modeOf(current())).toBe(0o600);
  });

  it('goes on in the file of the last start', () => {
    openLogFile(folder).write('one');
    const log = openLogFile(folder);
    log.write('two');
    expect(log.read()).toBe('one\ntwo\n');
  });

  it('never throws, and goes on when the disk is usable again', () => {
    writeFileSync(folder, 'a file where the folder should be');
    const log = openLogFile(folder);
    expect(() => log.write('lost')).not.toThrow();
    rmSync(folder);
    log.write('kept');
    expect(log.read()).toBe('kept\n');
  });

  it('begins anew when somebody removed the folder', () => {
    const log = openLogFile(folder);
    log.write('one');
    rmSync(folder, { recursive: true });
    log.write('lost');
    log.write('two');
    expect(readFileSync(current(), 'utf8')).toBe('two\n');
  });

  property.prop([fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 80 })])(
    'stays within its limits and keeps the newest lines, whole and in order',
    (texts) => {
      rmSync(folder, { recursive: true, force: true });
      const limits = { maxBytes: 400, files: 3 };
      const log = openLogFile(folder, limits);
      const lines = texts.map((text, index) => `${index} ${text.replaceAll('\n', ' ')}`);
      for (const line of lines) log.write(line);
      const kept = log.read().split('\n').slice(0, -1);
      expect(kept).toEqual(kept.length === 0 ? [] : lines.slice(-kept.length));
      if (lines.length > 0) expect(kept.length).toBeGreaterThan(0);
      const files = lines.length === 0 ? [] : readdirSync(folder);
      expect(files.length).toBeLessThanOrEqual(limits.files);
      for (const file of files) expect(statSync(path.join(folder, file)).size).toBeLessThanOrEqual(limits.maxBytes);
    },
  );
});
