import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OperationKind, OperationState } from '../../domain/operation.ts';
import type { LexwareApi } from '../../main/lexware/api.ts';
import { SmallLexware, type Fault } from '../main/sync/small-lexware.ts';
import { Departures, type Departure } from './departures.ts';
import { readCoursesOf } from './courses.ts';
import { effectsOf, isCreating, isLookUp, markOf, markOfCall, type AskKind } from './kinds.ts';
import type { CallMessage, KillPoint, LedgerLine, WorkOrder } from './kill-protocol.ts';
import { noCounts, type Counts } from './report.ts';
import { heardOf } from './heard.ts';

const startMs = Date.parse('2026-09-01T08:00:00Z');
const final: readonly (OperationState | null)[] = ['confirmed', 'needsDecision', 'rejected'];

/** One process's work: what it asks for, and where it dies. */
export interface Round {
  ask: { kind: AskKind; mark: string }[];
  /** At the n-th time at a point, or so many real ms after it began to work. */
  die: { point: KillPoint; nth: number } | { afterMs: number };
  /** What the first call for this meets. */
  fault?: Fault;
}

interface Flight {
  mark: string;
  departure: Departure;
  isWork: boolean;
}

interface Acknowledged {
  kind: OperationKind;
  mark: string;
  state: OperationState | null;
}

/**
 * One file, on which one process after the other works until it is killed, and a small Lexware that outlives them all.
 * Each process begins by reporting what it finds of its predecessors' work; it is judged against what they had
 * acknowledged, and against what Lexware saw.
 */
export class KillBench {
  readonly counts: Counts = noCounts();
  readonly lexware: SmallLexware;
  readonly broken: string[] = [];
  readonly #program: string;
  readonly #twin: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'kontor-kills-'));
  readonly #key = randomBytes(32);
  readonly #departures = new Departures();
  readonly #operations = new Map<string, Acknowledged>();
  readonly #drafts = new Map<string, string>();
  readonly #sends = new Map<string, number>();
  #read = 0;
  #nowMs = startMs;

  /** @param program a built `kill-work` */
  constructor(program: string, twin = 'none') {
    this.#program = program;
    this.#twin = twin;
    this.lexware = new SmallLexware({ now: () => this.#nowMs });
  }

  /** Lets a process report on what the ones before left, and work until it dies. */
  async run(round: Round): Promise<void> {
    this.counts.runs += 1;
    const { die } = round;
    const order: WorkOrder = {
      path: join(this.#folder, 'organisation.db'),
      key: this.#key.toString('hex'),
      ledger: join(this.#folder, 'ledger'),
      elapsed: this.#nowMs - startMs,
      check: {
        operations: [...this.#operations].filter(([, { state }]) => !final.includes(state)).map(([id]) => id),
        drafts: [...this.#drafts.keys()],
      },
      ask: round.ask,
      die: 'point' in die ? die : null,
      twin: this.#twin,
    };
    // In a file: after hundreds of rounds the order is longer than a command line may be.
    const written = join(this.#folder, 'order.json');
    writeFileSync(written, JSON.stringify(order));
    const child = fork(this.#program, [written], { serialization: 'advanced', execArgv: [] });
    const flying: Flight[] = [];
    child.on('message', (message) => void this.#answer(child, message as CallMessage, round, flying));
    if ('afterMs' in die) this.#killLater(child, order.ledger, die.afterMs);
    const signal = await new Promise((ended) => child.on('exit', (code, by) => ended(code === 1 ? 'failed' : by)));
    if (signal === 'SIGKILL') this.counts.kills += 1;
    if (signal === 'failed') this.broken.push('a process ended by an error');
    this.#readLedger(order, flying);
  }

  /** The last look: everything that was ever acknowledged, by a fresh process and by plain SQL. */
  async end(): Promise<Counts> {
    for (const acknowledged of this.#operations.values()) acknowledged.state = null;
    await this.run({ ask: [], die: { point: 'asking', nth: 1 } });
    this.counts.runs -= 1;
    const seen = [...this.#operations.values()];
    this.counts.undecided += seen.filter(({ state }) => state === 'needsDecision').length;
    for (const { mark, state } of seen) {
      const made = effectsOf(this.lexware).filter((id) => markOf(this.lexware, id) === mark).length;
      this.counts.duplicated += Math.max(0, made - 1);
      if (made === 0 && state === 'confirmed') this.counts.lost += 1;
    }
    this.counts.resent += this.#departures.resent;
    for (const [id, course] of readCoursesOf(join(this.#folder, 'organisation.db'), this.#key)) {
      this.counts.resent += course.unproved;
      const sends = this.#sends.get(this.#operations.get(id)?.mark ?? '') ?? 0;
      if (sends > course.sendings) this.broken.push(`${id} was sent more often than written down`);
    }
    rmSync(this.#folder, { recursive: true, force: true });
    return this.counts;
  }

  #killLater(child: ChildProcess, ledger: string, afterMs: number): void {
    const began = setInterval(() => {
      if (!existsSync(ledger) || !readFileSync(ledger).subarray(this.#read).includes('"working"')) return;
      clearInterval(began);
      setTimeout(() => child.kill('SIGKILL'), afterMs);
    }, 2);
    child.on('exit', () => clearInterval(began));
  }

  async #answer(
    child: ChildProcess,
    { call, isWorking, name, given, at }: CallMessage,
    { die, fault }: Round,
    flying: Flight[],
  ): Promise<void> {
    this.#nowMs = Math.max(this.#nowMs, at);
    const isCreate = isCreating(name);
    const mark = isCreate ? markOfCall(given) : '';
    const owner = [...this.#operations].find(([, asked]) => asked.mark === mark);
    const departure = isCreate ? this.#departures.depart(mark, owner?.[1].kind ?? kindOf(name, given)) : null;
    if (departure) {
      flying.push({ mark, departure, isWork: isWorking });
      this.#sends.set(mark, (this.#sends.get(mark) ?? 0) + 1);
    }
    const nth = isCreate && isWorking ? flying.filter(({ isWork }) => isWork).length : 0;
    const dies = (point: KillPoint) => nth > 0 && 'point' in die && die.point === point && nth === die.nth;
    if (nth === 1 && fault) this.lexware.faults[name as keyof LexwareApi] = [fault];
    if (dies('arrival')) return void child.kill('SIGKILL');
    const method = this.lexware[name as keyof LexwareApi].bind(this.lexware) as (
      ...values: unknown[]
    ) => Promise<{ ok: boolean }>;
    const answer = await method(...given);
    if (dies('effect')) return void child.kill('SIGKILL');
    if (departure) departure.heard = heardOf(answer);
    if (isLookUp(name, given)) this.#departures.looked(this.#nowMs);
    if (child.connected) child.send({ call, answer }, () => undefined);
  }

  /** Takes what the process told and stored; what it had not stored when it died, nobody has heard. */
  #readLedger(order: WorkOrder, flying: Flight[]): void {
    const ledger = existsSync(order.ledger) ? readFileSync(order.ledger) : Buffer.alloc(0);
    const lines = ledger.subarray(this.#read).toString('utf8').split('\n').filter(Boolean);
    this.#read = ledger.length;
    const steps = new Map<string, OperationState>();
    const reported = new Set<string>();
    for (const text of lines) {
      const line = JSON.parse(text) as LedgerLine;
      if ('id' in line) reported.add(line.id);
      if (line.line === 'step') steps.set(line.id, line.state);
      else this.#judge(line);
    }
    const missing = [...order.check.operations, ...order.check.drafts].filter((id) => !reported.has(id));
    if (missing.length > 0) this.broken.push('a process did not report');
    for (const { mark, departure } of flying) {
      const [id] = [...this.#operations].find(([, asked]) => asked.mark === mark) ?? [''];
      if (departure.heard === null || (steps.get(id) ?? 'sending') !== 'sending') continue;
      // It may have died after the step was stored and before it was told.
      if ((this.#storedState(order.path, id) ?? 'sending') === 'sending') departure.heard = null;
    }
  }

  /** What the file says of an operation, read from a copy: the next process has to find it as it was left. */
  #storedState(path: string, id: string): OperationState | undefined {
    const folder = mkdtempSync(join(this.#folder, 'copy-'));
    for (const end of ['', '-wal', '-folded'])
      if (existsSync(path + end)) copyFileSync(path + end, join(folder, `copy.db${end}`));
    const state = readCoursesOf(join(folder, 'copy.db'), this.#key).get(id)?.state;
    rmSync(folder, { recursive: true, force: true });
    return state;
  }

  #judge(line: LedgerLine): void {
    switch (line.line) {
      case 'draft':
        this.#drafts.set(line.id, line.mark);
        return;
      case 'asked':
        this.#operations.set(line.id, { kind: line.kind, mark: line.mark, state: null });
        return;
      case 'savedDraft':
        if (line.mark !== this.#drafts.get(line.id)) this.counts.lost += 1;
        return;
      case 'rest':
        if (!line.isQuiet) this.broken.push('operations came to no rest');
        this.#nowMs = Math.max(this.#nowMs, startMs + line.elapsed);
        return;
      case 'operation':
        this.#judgeOperation(line);
        return;
      default:
    }
  }

  #judgeOperation({ id, state, resourceId, waits }: Extract<LedgerLine, { line: 'operation' }>): void {
    const asked = this.#operations.get(id);
    if (!asked) return;
    asked.state = state;
    const isHeld = resourceId !== null && markOf(this.lexware, resourceId) === asked.mark;
    if (waits || state === 'needsDecision' || (state === 'confirmed' && isHeld)) return;
    this.counts.lost += 1;
    this.broken.push(`${asked.kind} is ${String(state)}${state === 'confirmed' ? ' by something else' : ''}`);
  }
}

function kindOf(name: string, given: readonly unknown[]): OperationKind {
  if (name === 'createContact') return 'createContact';
  if (name === 'uploadFile') return 'uploadReceipt';
  return given[1] === true ? 'createInvoiceFinalised' : 'createInvoiceDraft';
}
