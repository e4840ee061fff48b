import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReceiptState } from '../../domain/receipt-entry.ts';
import { contentHash } from '../../main/store/receipt-files.ts';
import { startSandbox, type Sandbox } from '../../sandbox/start.ts';
import { readCoursesOf } from './courses.ts';
import { newPicture, uploadOf } from './intake-files.ts';
import type { IntakeLine, IntakeOrder, IntakePoint } from './intake-protocol.ts';
import { noCounts, type Counts } from './report.ts';

const arrived: readonly (ReceiptState | null)[] = ['inLexware', 'alreadyThere'];

interface Acknowledged {
  hash: string;
  isSent: boolean;
  seen: Extract<IntakeLine, { line: 'receipt' }> | null;
}

/**
 * One file, on which one process after the other takes in, reads and sends real files until it is killed, and a real
 * sandbox that outlives them all. A fresh process reports on what the ones before had acknowledged.
 */
export class IntakeBench {
  readonly counts: Counts = noCounts();
  readonly broken: string[] = [];
  readonly #program: string;
  readonly #sandbox: Sandbox;
  readonly #filesBefore: number;
  readonly #folder = mkdtempSync(join(tmpdir(), 'kontor-intake-kills-'));
  readonly #key = randomBytes(32);
  readonly #originals = new Map<string, string>();
  readonly #acknowledged = new Map<string, Acknowledged>();
  readonly #dropped = new Set<string>();
  #read = 0;
  #elapsed = 0;

  /** @param program a built `intake-work` */
  static async open(program: string): Promise<IntakeBench> {
    const options = { companies: 1, vouchers: 3, rate: 0, uploadDelayMs: 0, today: '2026-09-01' };
    return new IntakeBench(program, await startSandbox({ ...options, identity: false }));
  }

  private constructor(program: string, sandbox: Sandbox) {
    this.#program = program;
    this.#sandbox = sandbox;
    this.#filesBefore = this.#uploads();
    mkdirSync(join(this.#folder, 'originals'));
  }

  /** A file to drop, like no other. */
  newFile(kind: 'small' | 'large' | 'tiff'): string {
    const { name, bytes } = newPicture(kind);
    const path = join(this.#folder, 'originals', name);
    writeFileSync(path, bytes);
    this.#originals.set(path, contentHash(bytes));
    return path;
  }

  /** Lets a process report on what the ones before left, and work until it dies. */
  async run(files: string[], die: IntakeOrder['die']): Promise<void> {
    this.counts.runs += 1;
    files.forEach((file) => this.#dropped.add(file));
    const [company] = this.#sandbox.apiKeys;
    const order: IntakeOrder = {
      path: join(this.#folder, 'organisation.db'),
      key: this.#key.toString('hex'),
      ledger: join(this.#folder, 'ledger'),
      elapsed: this.#elapsed,
      apiUrl: this.#sandbox.apiUrl,
      apiKey: company?.key ?? '',
      check: [...this.#acknowledged].filter(([, { seen }]) => !arrived.includes(seen?.state ?? null)).map(([id]) => id),
      files,
      die,
    };
    const written = join(this.#folder, 'order.json');
    writeFileSync(written, JSON.stringify(order));
    const child = fork(this.#program, [written], { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let said = '';
    child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
    const [code, signal] = await new Promise<[number | null, string | null]>((ended) =>
      child.on('close', (...how) => ended(how)),
    );
    if (signal === 'SIGKILL') this.counts.kills += 1;
    else if (code !== 0) this.broken.push(`a process ended by an error: ${said.slice(0, 500)}`);
    this.#readLedger(order);
  }

  /** The last look, by a fresh process: everything acknowledged is there, whole, and once at Lexware. */
  async end(): Promise<Counts> {
    for (const one of this.#acknowledged.values()) one.seen = null;
    await this.run([], null);
    this.counts.runs -= 1;
    for (const [id, { hash, isSent, seen }] of this.#acknowledged) {
      const isThere = seen !== null && seen.hash === hash && seen.isWhole;
      const isDone = isSent ? arrived.includes(seen?.state ?? null) : seen?.state !== 'reading';
      if (isThere && isDone) continue;
      this.counts.lost += 1;
      this.broken.push(`${id} is ${JSON.stringify(seen)}`);
    }
    const uploads = new Set([...this.#dropped].map((file) => contentHash(uploadOf(readFileSync(file)))));
    this.counts.duplicated += Math.max(0, this.#uploads() - this.#filesBefore - uploads.size);
    for (const [path, hash] of this.#originals) {
      if (!existsSync(path) || contentHash(readFileSync(path)) !== hash) this.broken.push(`${path} was touched`);
    }
    for (const { unproved } of readCoursesOf(join(this.#folder, 'organisation.db'), this.#key).values()) {
      this.counts.resent += unproved;
    }
    await this.#sandbox.close();
    rmSync(this.#folder, { recursive: true, force: true });
    return this.counts;
  }

  #uploads(): number {
    return this.#sandbox.admin.organisation(this.#sandbox.apiKeys[0]?.organizationId ?? '')?.files ?? 0;
  }

  #readLedger(order: IntakeOrder): void {
    const ledger = existsSync(order.ledger) ? readFileSync(order.ledger) : Buffer.alloc(0);
    const lines = ledger.subarray(this.#read).toString('utf8').split('\n').filter(Boolean);
    this.#read = ledger.length;
    const reported = new Set<string>();
    for (const text of lines) {
      const line = JSON.parse(text) as IntakeLine;
      if (line.line === 'receipt') reported.add(line.id);
      this.#judge(line);
    }
    if (order.check.some((id) => !reported.has(id))) this.broken.push('a process did not report');
  }

  #judge(line: IntakeLine): void {
    switch (line.line) {
      case 'working':
        return;
      case 'taken': {
        const hash = this.#originals.get(line.file) ?? '';
        this.#acknowledged.set(line.id, { hash, isSent: false, seen: null, ...this.#acknowledged.get(line.id) });
        return;
      }
      case 'sent': {
        const found = this.#acknowledged.get(line.id);
        if (found) found.isSent = true;
        return;
      }
      case 'receipt': {
        const found = this.#acknowledged.get(line.id);
        if (found) found.seen = line;
        return;
      }
      case 'rest':
        this.#elapsed = line.elapsed;
        if (!line.isQuiet) this.broken.push('an upload stayed unresolved');
        // One row for each file that ever came in, however often it was dropped.
        if (line.rows > this.#dropped.size) this.counts.duplicated += line.rows - this.#dropped.size;
    }
  }
}

/** Points that only a large file reaches. */
export function needsParts(point: IntakePoint): boolean {
  return point === 'part';
}
