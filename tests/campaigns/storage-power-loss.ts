import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { luckOf } from './report.ts';
import { Checker, type CheckAnswer, type Wanted } from './storage-checker.ts';
import { Disk, survivals, type Survival } from './storage-disk.ts';
import { recordProgram, type DiskEvent } from './storage-trace.ts';

export interface PowerLossOptions {
  states: number;
  seed: number;
  /** What is wrong on purpose; `none` for the real store. */
  twin?: string;
}

/** What a campaign of lost power found. */
export interface PowerLossFigures {
  states: number;
  /** States in which something unsynced was there to be lost. */
  inFlight: number;
  /** Things that had to be there, over all states. */
  wanted: number;
  copies: number;
  /** One sentence for each promise that was broken. */
  broken: string[];
}

const key = '5c'.repeat(32);
const database = 'organisation.db';

/**
 * Records a program that works with the real store, cuts the power at chosen moments, and opens what is left. What was
 * acknowledged before has to be there, SQLite has to find the file sound, and each copy has to hold what it was made of.
 */
export async function losePower({ states, seed, twin = 'none' }: PowerLossOptions): Promise<PowerLossFigures> {
  const root = mkdtempSync(join(tmpdir(), 'kontor-power-'));
  const checker = new Checker();
  const figures: PowerLossFigures = { states: 0, inFlight: 0, wanted: 0, copies: 0, broken: [] };
  try {
    const profile = join(root, 'profile');
    mkdirSync(profile);
    const args = [join(profile, database), key, '90', String(seed), twin];
    const events = recordProgram('storage-work.ts', args, profile);
    const random = luckOf(seed);
    const moments = chooseMoments(events, Math.ceil(states / survivals.length), random);
    const disk = new Disk();
    const said = new Acknowledged();
    for (const [index, event] of events.entries()) {
      disk.apply(event);
      if (event.kind === 'said') said.take(event.text);
      if (!moments.has(index)) continue;
      for (const survival of survivals) {
        if (figures.states === states) break;
        const folder = join(root, `state-${figures.states}`);
        mkdirSync(folder);
        disk.writeRemains(folder, survival, random);
        figures.states += 1;
        figures.inFlight += disk.isAtRest ? 0 : 1;
        await judge({ folder, moment: `${index} of ${events.length}, ${survival}`, survival }, said, checker, figures);
        rmSync(folder, { recursive: true });
      }
    }
    return figures;
  } finally {
    checker.stop();
    rmSync(root, { recursive: true, force: true });
  }
}

/**
 * By turns right after an acknowledgement, where a missing sync shows; around changes of names and syncs, where their order
 * shows; and anywhere.
 */
function chooseMoments(events: readonly DiskEvent[], count: number, random: () => number): Set<number> {
  const all = [...events.keys()];
  const pick = (indexes: readonly number[]) => indexes[Math.floor(random() * indexes.length)] ?? 0;
  const groups = [
    all.filter((index) => events[index]?.kind === 'said'),
    all.filter((index) => ['rename', 'unlink', 'syncFolder'].includes(events[index]?.kind ?? '')),
    all.filter((index) => events[index]?.kind === 'sync' || events[index + 1]?.kind === 'sync'),
    all,
  ];
  const chosen = new Set<number>();
  for (let tries = 0; chosen.size < Math.min(count, events.length); tries += 1) {
    chosen.add(pick(groups[tries % groups.length] ?? all));
    if (tries > 20 * count) break;
  }
  return chosen;
}

/** What the program said so far. */
class Acknowledged {
  readonly #things = new Map<string, Wanted>();
  readonly #begun = new Map<string, Wanted[]>();
  readonly copies = new Set<string>();
  /** Hashes of the contents of copies that were found good or bad before. */
  readonly judgedCopies = new Set<string>();

  take(line: string): void {
    const [kind = '', id = '', version = '0'] = line.trim().split(' ');
    if (kind === 'begin') this.#begun.set(id, this.wanted());
    else if (kind === 'backup') this.copies.add(id);
    else this.#things.set(id, { kind: kind as Wanted['kind'], id, version: Number(version) });
  }

  wanted(): Wanted[] {
    return [...this.#things.values()];
  }

  /** What was acknowledged when a copy was begun. */
  wantedIn(copy: string): Wanted[] {
    return this.#begun.get(copy) ?? [];
  }
}

interface State {
  folder: string;
  moment: string;
  survival: Survival;
}

async function judge(state: State, said: Acknowledged, checker: Checker, figures: PowerLossFigures): Promise<void> {
  const { folder, moment } = state;
  const wanted = said.wanted();
  const names = readdirSync(folder);
  const copies = names.filter((name) => /\.copy-\d+$/.test(name));
  for (const copy of said.copies) {
    if (!names.includes(`${database}.${copy}`)) figures.broken.push(`${moment}: ${copy} is gone`);
  }
  for (const name of copies) {
    // A finished copy never changes, and judging it again proves nothing.
    const content = createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
    if (said.judgedCopies.has(content)) continue;
    said.judgedCopies.add(content);
    figures.copies += 1;
    const inCopy = said.wantedIn(name.slice(`${database}.`.length));
    const answer = await checker.ask({ folder, name, key, wanted: inCopy, integrity: true });
    for (const fault of faultsOf(answer, inCopy)) figures.broken.push(`${moment}: ${name}: ${fault}`);
  }
  figures.wanted += wanted.length;
  const answer = await checker.ask({ folder, name: database, key, wanted, integrity: true });
  for (const fault of faultsOf(answer, wanted)) figures.broken.push(`${moment}: ${fault}`);
}

/** What is wrong with a database that has to open and hold all this. */
export function faultsOf(answer: CheckAnswer, wanted: readonly Wanted[]): string[] {
  switch (answer.kind) {
    case 'died':
      return [`the process died: ${answer.signal}`];
    case 'thrown':
      return [`thrown: ${answer.message}`];
    case 'refused': {
      const overwritten = answer.overwritten.map((file) => `refused, but ${file} is changed`);
      return [...overwritten, `refused with ${answer.code}, ${wanted.length} acknowledged things in it`];
    }
    case 'open': {
      const missing = wanted.filter(({ id, version }) => !(Number(answer.found[id]) >= version));
      return [
        ...missing.map(({ kind, id, version }) => `${kind} ${id} ${version} is ${String(answer.found[id])}`),
        ...answer.failed.map((code) => `reading failed: ${code}`),
        ...(answer.integrity === 'ok' ? [] : [`not sound: ${String(answer.integrity)}`]),
      ];
    }
  }
}
