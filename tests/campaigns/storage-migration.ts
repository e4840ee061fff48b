import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { luckOf } from './report.ts';
import { LineProgram } from './storage-checker.ts';
import { Disk, survivals } from './storage-disk.ts';
import { newSteps, oldSteps } from './storage-steps.ts';
import { programArgs, recordProgram, type DiskEvent } from './storage-trace.ts';

export interface ShapeQuestion {
  folder: string;
  name: string;
  /** Hexadecimal. */
  key: string;
}

/** What is in the file as it is, what the old app makes of it, and what the new one. Drafts are ids, or an error code. */
export type ShapeAnswer =
  | {
      kind: 'looked';
      version: number;
      shape: string;
      old: { drafts: string[] | string };
      after: { drafts: string[] | string; version: number; shape: string };
    }
  | { kind: 'thrown'; message: string }
  | { kind: 'died'; signal: string };

export interface MigrationFigures {
  runs: number;
  kills: number;
  powerCuts: number;
  /** How often the old shape, one between two steps, and the newest was found. */
  shapes: { old: number; between: number; newest: number };
  broken: string[];
}

const key = '5c'.repeat(32);
const name = 'organisation.db';

/** A migration from the first shape to the newest, cut off by kills and by losses of power. */
export class MigrationCampaign {
  readonly figures: MigrationFigures = {
    runs: 0,
    kills: 0,
    powerCuts: 0,
    shapes: { old: 0, between: 0, newest: 0 },
    broken: [],
  };
  readonly #root = mkdtempSync(join(tmpdir(), 'kontor-migration-'));
  readonly #looker = new LineProgram<ShapeQuestion, ShapeAnswer>('storage-shapes.ts');
  readonly #shapes = new Map<number, string>();
  #drafts: string[] = [];

  /** Makes the old file, and knows how each shape looks. */
  async begin(): Promise<void> {
    const old = this.#folder('old');
    this.#run([join(old, name), key, 'old']);
    for (let steps = oldSteps.length; steps <= newSteps.length; steps += 1) {
      const folder = this.#copyOfOld(`shape-${steps}`);
      this.#run([join(folder, name), key, String(steps)]);
      const answer = await this.#looker.ask({ folder, name, key });
      if (answer.kind !== 'looked') throw new Error(JSON.stringify(answer));
      if (answer.version !== steps) throw new Error(`${answer.version} steps where ${steps} were taken`);
      this.#shapes.set(steps, answer.shape);
      if (Array.isArray(answer.after.drafts)) this.#drafts = answer.after.drafts;
    }
  }

  /** The migration as it runs when nothing happens, recorded. */
  record(): DiskEvent[] {
    const folder = this.#copyOfOld('recorded');
    return recordProgram('storage-migrate.ts', [join(folder, name), key, String(newSteps.length)], folder);
  }

  /** Kills real processes, each at another write or sync. */
  async kill(events: readonly DiskEvent[], runs: number, seed: number): Promise<void> {
    const random = luckOf(seed);
    const calls = (kind: DiskEvent['kind']) => events.filter((event) => event.kind === kind).length;
    for (let run = 0; run < runs; run += 1) {
      const folder = this.#copyOfOld(`kill-${run}`);
      const [call, count] = run % 3 === 2 ? ['fsync', calls('sync')] : ['pwrite64', calls('write')];
      const at = 1 + Math.floor(random() * count);
      const injected = [
        '-f',
        '-qq',
        '-e',
        `trace=${call}`,
        '-e',
        `inject=${call}:signal=KILL:when=${at}`,
        '-o',
        '/dev/null',
      ];
      const program = programArgs('storage-migrate.ts', [join(folder, name), key, String(newSteps.length)]);
      const child = spawnSync('strace', [...injected, process.execPath, ...program]);
      if (child.signal !== null || child.status !== 0) this.figures.kills += 1;
      await this.#judge(folder, `killed at ${call} ${at} of ${count}`);
    }
  }

  /** Cuts the power at moments of the recorded migration. */
  async losePower(events: readonly DiskEvent[], states: number, seed: number): Promise<void> {
    const random = luckOf(seed);
    const moments = new Set<number>();
    while (moments.size < Math.min(events.length, Math.ceil(states / survivals.length)))
      moments.add(Math.floor(random() * events.length));
    const disk = new Disk();
    disk.hold(join(this.#root, 'old'), join(this.#root, 'recorded'));
    for (const [index, event] of events.entries()) {
      disk.apply(event);
      if (!moments.has(index)) continue;
      for (const survival of survivals) {
        const folder = this.#folder(`cut-${String(index)}-${survival}`);
        disk.writeRemains(folder, survival, random);
        this.figures.powerCuts += 1;
        await this.#judge(folder, `power cut at ${String(index)} of ${String(events.length)}, ${survival}`);
      }
    }
  }

  end(): void {
    this.#looker.stop();
    rmSync(this.#root, { recursive: true, force: true });
  }

  async #judge(folder: string, moment: string): Promise<void> {
    this.figures.runs += 1;
    const answer = await this.#looker.ask({ folder, name, key });
    for (const fault of this.#faultsOf(answer)) this.figures.broken.push(`${moment}: ${fault}`);
    rmSync(folder, { recursive: true });
  }

  #faultsOf(answer: ShapeAnswer): string[] {
    if (answer.kind !== 'looked') return [JSON.stringify(answer)];
    const { version, shape, old, after } = answer;
    const isOld = version === oldSteps.length;
    this.figures.shapes[isOld ? 'old' : version === newSteps.length ? 'newest' : 'between'] += 1;
    const all = JSON.stringify([...this.#drafts].sort());
    const hasAll = (drafts: string[] | string) => Array.isArray(drafts) && JSON.stringify([...drafts].sort()) === all;
    return [
      ...(this.#shapes.get(version) === shape ? [] : [`a shape between two, said to be ${version}`]),
      ...(isOld && !hasAll(old.drafts) ? [`the old app finds ${JSON.stringify(old.drafts)}`] : []),
      ...(!isOld && old.drafts !== 'storage_unavailable' ? ['the old app opens a newer file'] : []),
      ...(hasAll(after.drafts) ? [] : [`the new app finds ${JSON.stringify(after.drafts)}`]),
      ...(this.#shapes.get(newSteps.length) === after.shape ? [] : ['the new app does not reach the newest shape']),
    ];
  }

  #folder(label: string): string {
    const folder = join(this.#root, label);
    mkdirSync(folder);
    return folder;
  }

  #copyOfOld(label: string): string {
    const folder = join(this.#root, label);
    cpSync(join(this.#root, 'old'), folder, { recursive: true });
    return folder;
  }

  #run(args: readonly string[]): void {
    const child = spawnSync(process.execPath, programArgs('storage-migrate.ts', args), { encoding: 'utf8' });
    if (child.status !== 0) throw new Error(child.stderr);
  }
}
