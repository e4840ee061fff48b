import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { programArgs } from './storage-trace.ts';

/** Something that has to be in a database, at least in this version. */
export interface Wanted {
  kind: 'draft' | 'operation' | 'row';
  id: string;
  version: number;
}

export interface CheckQuestion {
  folder: string;
  /** The database's file name in the folder. */
  name: string;
  /** Hexadecimal. */
  key: string;
  wanted: readonly Wanted[];
  /** Whether SQLite is to check the file after it was closed. */
  integrity: boolean;
}

/** `found` has the version of each wanted thing, `missing`, or the code with which reading it failed. */
export type CheckAnswer =
  | { kind: 'open'; found: Record<string, string>; failed: string[]; integrity?: string }
  | { kind: 'refused'; code: string; overwritten: string[] }
  | { kind: 'thrown'; message: string }
  | { kind: 'died'; signal: string };

type Died = { kind: 'died'; signal: string };

/** A program that answers a line to each line, in a process that is started anew where a question ended it. */
export class LineProgram<Question, Answer> {
  readonly #program: string;
  #child: ChildProcess | null = null;
  #answers: AsyncIterator<string> | null = null;
  #log = '';

  constructor(program: string) {
    this.#program = program;
  }

  /** Asks and waits for the answer, or for the end of the process. */
  async ask(question: Question): Promise<Answer | Died> {
    const child = this.#child ?? this.#start();
    child.stdin?.write(`${JSON.stringify(question)}\n`);
    const answer = await this.#answers?.next();
    if (answer?.done === false) return JSON.parse(answer.value) as Answer;
    this.#child = null;
    return { kind: 'died', signal: `${String(child.signalCode ?? child.exitCode)} ${this.#log.slice(-500)}` };
  }

  /** Ends the process. */
  stop(): void {
    this.#child?.kill();
    this.#child = null;
  }

  #start(): ChildProcess {
    const child = spawn(process.execPath, programArgs(this.#program, []), { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#log = '';
    child.stderr.on('data', (text: Buffer) => (this.#log += text.toString('utf8')));
    child.stdin.on('error', () => undefined);
    this.#answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    this.#child = child;
    return child;
  }
}

/** Opens databases with the real store and says what is in them. */
export class Checker extends LineProgram<CheckQuestion, CheckAnswer> {
  constructor() {
    super('storage-check.ts');
  }
}
