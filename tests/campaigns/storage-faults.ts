import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { luckOf } from './report.ts';
import { Checker, type CheckAnswer, type Wanted } from './storage-checker.ts';
import { faultsOf } from './storage-power-loss.ts';
import { programArgs } from './storage-trace.ts';

export interface FaultFigures {
  runs: number;
  /** How each kind of fault ended, counted: the code it was refused with, or what became of the contents. */
  outcomes: Record<string, number>;
  broken: string[];
}

const key = '5c'.repeat(32);
const name = 'organisation.db';

/** Errors of the disk, by system call: what a program that works meets, at some call or from some call on. */
const diskErrors = [
  { label: 'disk full', call: 'pwrite64', error: 'ENOSPC', codes: ['storage_full', 'storage_unavailable'] },
  { label: 'writes fail', call: 'pwrite64', error: 'EIO', codes: ['storage_unavailable'] },
  { label: 'syncs fail', call: 'fsync', error: 'EIO', codes: ['storage_unavailable'] },
  { label: 'reads fail', call: 'pread64', error: 'EIO', codes: ['storage_unavailable', 'vault_locked'] },
] as const;

/** Damage, errors of the disk, and other programs, each against a file that holds acknowledged work. */
export class FaultCampaign {
  readonly figures: FaultFigures = { runs: 0, outcomes: {}, broken: [] };
  readonly #root = mkdtempSync(join(tmpdir(), 'kontor-faults-'));
  readonly #checker = new Checker();
  readonly #random: () => number;
  #wanted: Wanted[] = [];

  constructor(seed: number) {
    this.#random = luckOf(seed);
  }

  /** Makes a closed file with work in it. */
  begin(): void {
    const folder = this.#folder('whole');
    const child = spawnSync(process.execPath, programArgs('storage-work.ts', [join(folder, name), key, '60', '1']));
    if (child.status !== 0) throw new Error(child.stderr.toString());
    this.#wanted = acknowledgedIn(child.stdout.toString());
  }

  end(): void {
    this.#checker.stop();
    rmSync(this.#root, { recursive: true, force: true });
  }

  /** Files cut off at any length: refused, or found to be incomplete, and never changed. */
  async truncate(runs: number): Promise<void> {
    const { size } = statSync(join(this.#root, 'whole', name));
    for (let run = 0; run < runs; run += 1) {
      const length = 1 + Math.floor(this.#random() * (size - 1));
      await this.#damage(`cut to ${length} of ${size}`, 'truncated', (path) => truncateSync(path, length));
    }
  }

  /** A single flipped bit: refused, found, or in a place that nothing is read from. */
  async flip(runs: number): Promise<void> {
    for (let run = 0; run < runs; run += 1) {
      const random = this.#random();
      await this.#damage(`bit ${random}`, 'flipped', (path) => {
        const bytes = readFileSync(path);
        const bit = Math.floor(random * bytes.length * 8);
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        writeFileSync(path, bytes);
      });
    }
  }

  /** A disk that fails a working program: what it acknowledged before is there afterwards. */
  async failDisk(runs: number): Promise<void> {
    for (let run = 0; run < runs; run += 1) {
      const { label, call, error, codes } = diskErrors[run % diskErrors.length] ?? diskErrors[0];
      const folder = this.#folder(`disk-${run}`);
      const from = 1 + Math.floor(this.#random() * (call === 'fsync' ? 120 : 400));
      const injected = ['-f', '-qq', '-e', `trace=${call}`, '-e', `inject=${call}:error=${error}:when=${from}+`];
      const work = programArgs('storage-work.ts', [join(folder, name), key, '60', String(run)]);
      const only = ['-P', join(folder, name), '-P', join(folder, `${name}-wal`), '-P', join(folder, `${name}-journal`)];
      const child = spawnSync('strace', [...injected, ...only, '-o', '/dev/null', process.execPath, ...work]);
      const said = new RegExp(`(?:Error: |failed: )(${codes.join('|')})\\b`).exec(child.stderr.toString())?.[1];
      const failed = child.status !== 0;
      if (failed && said === undefined) this.#break(`${label} from call ${from}`, child.stderr.toString().slice(-400));
      this.#count(label, failed ? (said ?? 'another error') : 'not met');
      const wanted = acknowledgedIn(child.stdout.toString());
      const answer = await this.#checker.ask({ folder, name, key, wanted, integrity: true });
      for (const fault of faultsOf(answer, wanted)) this.#break(`${label} from call ${from}`, fault);
      this.#done(folder);
    }
  }

  /** A folder or file that may only be read, by the system's word. */
  async forbidWriting(runs: number): Promise<void> {
    for (let run = 0; run < runs; run += 1) {
      const folder = this.#copy(`read-only-${run}`);
      const error = run % 2 === 0 ? 'EROFS' : 'EACCES';
      const injected = ['-f', '-qq', '-P', join(folder, name), '-e', `inject=openat:error=${error}`, '-o', '/dev/null'];
      const work = programArgs('storage-work.ts', [join(folder, name), key, '1', '1']);
      const child = spawnSync('strace', [...injected, process.execPath, ...work]);
      const said = child.stderr.toString().includes('Error: storage_unavailable');
      if (!said) this.#break(error, `ended with ${child.status}: ${child.stderr.toString().slice(-300)}`);
      this.#count('read-only', said ? 'storage_unavailable' : 'another error');
      if (!this.#isWhole(folder)) this.#break(error, 'the file is changed');
      this.#done(folder);
    }
  }

  /** Another process that holds the file: refused meanwhile, open afterwards. */
  async holdLock(): Promise<void> {
    const folder = this.#copy('held');
    const holder = spawn(process.execPath, programArgs('storage-hold.ts', [join(folder, name), key]));
    for await (const _line of createInterface({ input: holder.stdout })) break;
    const meanwhile = await this.#checker.ask({ folder, name, key, wanted: [], integrity: false });
    this.#count('held', meanwhile.kind === 'refused' ? meanwhile.code : meanwhile.kind);
    if (meanwhile.kind !== 'refused' || meanwhile.code !== 'storage_unavailable')
      this.#break('held', JSON.stringify(meanwhile));
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const answer = await this.#checker.ask({ folder, name, key, wanted: this.#wanted, integrity: true });
    for (const fault of faultsOf(answer, this.#wanted)) this.#break('after the lock', fault);
    this.#done(folder);
  }

  async #damage(moment: string, kind: string, harm: (path: string) => void): Promise<void> {
    const folder = this.#copy(`harm-${this.figures.runs}`);
    harm(join(folder, name));
    const answer = await this.#checker.ask({ folder, name, key, wanted: this.#wanted, integrity: true });
    this.#count(kind, this.#outcomeOf(answer));
    if (answer.kind === 'died' || answer.kind === 'thrown') this.#break(moment, JSON.stringify(answer));
    if (answer.kind === 'refused' && answer.overwritten.length > 0) this.#break(moment, 'refused, but changed');
    this.#done(folder);
  }

  #outcomeOf(answer: CheckAnswer): string {
    if (answer.kind !== 'open') return answer.kind === 'refused' ? answer.code : answer.kind;
    const [code] = answer.failed;
    if (code !== undefined) return `opened, reading says ${code}`;
    const wrong = this.#wanted.filter(({ id, version }) => answer.found[id] !== String(version));
    if (wrong.some(({ id }) => /^\d+$|missing/.test(answer.found[id] ?? '')))
      return 'opened, something is not what it was';
    if (wrong.length > 0) return 'opened, reading one thing fails';
    return answer.integrity === 'ok' ? 'opened, harmless' : 'opened, SQLite finds damage';
  }

  #isWhole(folder: string): boolean {
    return readFileSync(join(folder, name)).equals(readFileSync(join(this.#root, 'whole', name)));
  }

  #count(kind: string, outcome: string): void {
    this.figures.runs += 1;
    const label = `${kind}: ${outcome}`;
    this.figures.outcomes[label] = (this.figures.outcomes[label] ?? 0) + 1;
  }

  #break(moment: string, fault: string): void {
    this.figures.broken.push(`${moment}: ${fault}`);
  }

  #done(folder: string): void {
    rmSync(folder, { recursive: true, force: true });
  }

  #folder(label: string): string {
    const folder = join(this.#root, label);
    mkdirSync(folder);
    return folder;
  }

  #copy(label: string): string {
    const folder = join(this.#root, label);
    cpSync(join(this.#root, 'whole'), folder, { recursive: true });
    return folder;
  }
}

/** The newest version of everything that a working program acknowledged. */
function acknowledgedIn(output: string): Wanted[] {
  const things = new Map<string, Wanted>();
  for (const line of output.split('\n').slice(0, -1)) {
    const [kind = '', id = '', version = '0'] = line.split(' ');
    if (kind === 'draft' || kind === 'operation' || kind === 'row')
      things.set(id, { kind, id, version: Number(version) });
  }
  return [...things.values()];
}
