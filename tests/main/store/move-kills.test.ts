import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { setFilesAside } from '../../../main/service/organisation-files.ts';
import { openStore, temporaryPlace, valueOf } from './temporary-store.ts';

const program = join(import.meta.dirname, 'programs', 'move-files.ts');
const moments = ['before', 'after'] as const;

/** Runs the program; answers whether it lived to the end. */
function movesWholly(...args: [what: string, path: string, key: Uint8Array, id: string, nth: number, when: string]) {
  const [what, path, key, id, nth, when] = args;
  const given = [what, path, Buffer.from(key).toString('hex'), id, String(nth), when];
  const child = spawnSync(process.execPath, ['--import', 'tsx', program, ...given], { encoding: 'utf8' });
  if (child.status !== 0 && child.signal !== 'SIGKILL') throw new Error(child.stderr);
  return child.stdout === 'done';
}

/** Every file below a folder with its content, by its own name. */
function filesBelow(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
  const files = names.filter((name) => statSync(name).isFile());
  return new Map(files.map((name) => [basename(name), readFileSync(name, 'utf8')]));
}

describe.each(moments)('a kill right %s each step', (when) => {
  it('of setting files aside loses none, and the next try ends in one folder', () => {
    let kills = 0;
    for (let nth = 1; ; nth += 1) {
      const { folder, key } = temporaryPlace();
      const id = randomUUID();
      const names = [`${id}.db`, `${id}.db-wal`];
      for (const name of names) writeFileSync(join(folder, name), `the content of ${name}`);
      mkdirSync(join(folder, `${id}.copies`));
      writeFileSync(join(folder, `${id}.copies`, 'copy.db'), 'a copy');
      const before = filesBelow(folder);
      const isWhole = movesWholly('setAside', join(folder, `${id}.db`), key, id, nth, when);
      expect(filesBelow(folder)).toEqual(before);
      setFilesAside(folder, id, 'later');
      expect(filesBelow(folder)).toEqual(before);
      expect(readdirSync(folder)).toEqual(['quarantine']);
      if (isWhole) break;
      kills += 1;
    }
    expect(kills).toBeGreaterThanOrEqual(3);
  }, 120_000);

  it('of moving a database out of memory leaves the whole one or none', () => {
    const outcomes: string[] = [];
    for (let nth = 1; ; nth += 1) {
      const { path, key } = temporaryPlace();
      const id = randomUUID();
      const isWhole = movesWholly('moveTo', path, key, id, nth, when);
      const isThere = existsSync(path);
      const store = openStore({ path, key });
      const draft = store.drafts.get(id);
      expect(draft.ok).toBe(isThere);
      if (draft.ok) expect(draft.value.draft.title).toBe('Im Speicher');
      // Whatever was left behind, work goes on and keeps what it acknowledges.
      valueOf(store.close());
      outcomes.push(isThere ? 'whole' : 'none');
      if (isWhole) break;
    }
    expect(outcomes.at(-1)).toBe('whole');
    expect(outcomes).toContain('none');
    expect(outcomes.join(' ')).toMatch(/^(none )+(whole ?)+$/);
  }, 120_000);
});
