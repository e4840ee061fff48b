import { spawn, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { sampleContact, sampleDraft, sampleRow } from './samples.ts';
import { openStore, temporaryPlace, valueOf } from './temporary-store.ts';

const programs = join(import.meta.dirname, 'programs');
const hex = (key: Uint8Array) => Buffer.from(key).toString('hex');

/** Runs the saving program, kills it after `lines` acknowledgements, and answers those. */
async function saveUntilKilled(path: string, key: Uint8Array, start: number, lines: number): Promise<string[]> {
  const args = ['--import', 'tsx', join(programs, 'save-drafts.ts'), path, hex(key), String(start)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === lines) child.kill('SIGKILL');
  }
  return acknowledged;
}

describe('kill -9', () => {
  it('loses no acknowledged draft, kill after kill on the same file', async () => {
    const { path, key } = temporaryPlace();
    const acknowledged: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      acknowledged.push(...(await saveUntilKilled(path, key, acknowledged.length, randomInt(1, 40))));
      const store = openStore({ path, key });
      for (const line of acknowledged) {
        const [id = '', number = ''] = line.split(' ');
        expect(valueOf(store.drafts.get(id)).draft).toMatchObject({ title: number, remark: `saved ${number}` });
      }
      store.close();
    }
    expect(acknowledged.length).toBeGreaterThan(6);
  }, 120_000);
});

describe('flipped bits', () => {
  it('end in an error or go unnoticed, but never end the process', () => {
    const { path, key, folder } = temporaryPlace();
    const store = openStore({ path, key });
    store.vouchers.upsert(
      Array.from({ length: 300 }, () => sampleRow()),
      1,
    );
    store.contacts.upsert(
      Array.from({ length: 50 }, () => sampleContact()),
      1,
    );
    for (let i = 0; i < 20; i += 1) valueOf(store.drafts.create(sampleDraft({ remark: 'y'.repeat(900) }), i));
    store.close();
    const whole = readFileSync(path);
    const outcomes: string[] = [];
    const runs = Number(process.env['KONTOR_FLIP_RUNS'] ?? 10);
    for (let run = 0; run < runs; run += 1) {
      const damaged = Buffer.from(whole);
      for (let flip = 0; flip < 40; flip += 1) {
        const at = randomInt(damaged.length);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << randomInt(8));
      }
      const target = join(folder, `damaged-${run}.db`);
      writeFileSync(target, damaged);
      const child = spawnSync(process.execPath, [
        '--import',
        'tsx',
        join(programs, 'read-damaged.ts'),
        target,
        hex(key),
      ]);
      expect(child.signal, child.stderr.toString()).toBeNull();
      expect(child.status, child.stderr.toString()).toBe(0);
      outcomes.push(child.stdout.toString());
    }
    expect(outcomes.every((outcome) => ['read', 'storage_unavailable', 'vault_locked'].includes(outcome))).toBe(true);
    expect(outcomes).toContain('storage_unavailable');
    copyFileSync(path, join(folder, 'whole.db'));
    expect(
      spawnSync(process.execPath, [
        '--import',
        'tsx',
        join(programs, 'read-damaged.ts'),
        join(folder, 'whole.db'),
        hex(key),
      ]).stdout.toString(),
    ).toBe('read');
  }, 300_000);
});
