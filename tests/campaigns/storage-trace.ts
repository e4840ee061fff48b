import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readCalls, type Call } from './storage-calls.ts';

/** What a program did to the files of a folder, in order, and what it said meanwhile. Paths are absolute. */
export type DiskEvent =
  | { kind: 'open'; file: number; path: string; created: boolean; emptied: boolean }
  | { kind: 'write'; file: number; offset: number; bytes: Buffer }
  | { kind: 'cut'; file: number; length: number }
  | { kind: 'sync'; file: number }
  | { kind: 'syncFolder' }
  | { kind: 'rename'; from: string; to: string }
  | { kind: 'unlink'; path: string }
  | { kind: 'said'; text: string };

const recordedCalls = 'openat,open,close,pwrite64,write,ftruncate,fsync,fdatasync,rename,unlink';

/** Why programs cannot be recorded here, or `null`. Needs `strace` and the right to trace one's own children. */
export function whyNoTrace(): string | null {
  if (process.platform !== 'linux') return 'system calls are recorded on Linux only';
  const { status } = spawnSync('strace', ['-qq', '-e', 'trace=fsync', 'true']);
  return status === 0 ? null : 'strace is missing, or nothing may be traced here';
}

/** Arguments for Node that run one of our programs. */
export function programArgs(program: string, args: readonly string[]): string[] {
  return ['--import', 'tsx', join(import.meta.dirname, 'programs', program), ...args];
}

/** Runs a program to its end and records what it does to the files of `folder`. */
export function recordProgram(program: string, args: readonly string[], folder: string): DiskEvent[] {
  const output = join(dirname(folder), 'calls.txt');
  const tracing = ['-f', '-qq', '-xx', '-s', '300000', '-e', `trace=${recordedCalls}`, '-o', output];
  const child = spawnSync('strace', [...tracing, process.execPath, ...programArgs(program, args)], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (child.status !== 0) throw new Error(`the recorded program ended with ${child.status}: ${child.stderr}`);
  const reader = new EventReader(folder);
  for (const call of readCalls(readFileSync(output, 'latin1'))) reader.take(call);
  return reader.events;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

interface Handle {
  file: number;
  path: string;
  position: number;
  appends: boolean;
}

/** Follows handles and names, so that each write has a file and an offset. */
class EventReader {
  readonly events: DiskEvent[] = [];
  readonly #folder: string;
  readonly #handles = new Map<number, Handle>();
  readonly #files = new Map<string, number>();
  readonly #sizes = new Map<number, number>();
  #lastFile = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  take(call: Call): void {
    switch (call.name) {
      case 'open':
        this.#open(call.path, call.flags, call.answer);
        return;
      case 'close':
        this.#handles.delete(call.handle);
        return;
      case 'write':
        this.#write(call.handle, call.offset, call.bytes);
        return;
      case 'cut':
        this.#cut(call.handle, call.length);
        return;
      case 'sync':
        this.#sync(call.handle);
        return;
      case 'rename':
        this.#rename(call.from, call.to);
        return;
      case 'unlink':
        if (this.#files.delete(call.path)) this.events.push({ kind: 'unlink', path: call.path });
        return;
    }
  }

  #open(path: string, flags: string, handle: number): void {
    // Folders below are another matter: nothing of the database itself is in them.
    if (path !== this.#folder && (dirname(path) !== this.#folder || isFolder(path))) return;
    const known = this.#files.get(path);
    const file = known ?? ++this.#lastFile;
    this.#handles.set(handle, { file, path, position: 0, appends: flags.includes('O_APPEND') });
    if (path === this.#folder) return;
    const emptied = flags.includes('O_TRUNC') || known === undefined;
    this.#files.set(path, file);
    if (emptied) this.#sizes.set(file, 0);
    this.events.push({ kind: 'open', file, path, created: known === undefined, emptied });
  }

  #write(number: number, offset: number | null, bytes: Buffer): void {
    const handle = this.#handles.get(number);
    if (number === 1) this.events.push({ kind: 'said', text: bytes.toString('utf8') });
    if (!handle) return;
    const end = this.#sizes.get(handle.file) ?? 0;
    const at = offset ?? (handle.appends ? end : handle.position);
    if (offset === null) handle.position = at + bytes.length;
    this.#sizes.set(handle.file, Math.max(end, at + bytes.length));
    this.events.push({ kind: 'write', file: handle.file, offset: at, bytes });
  }

  #cut(number: number, length: number): void {
    const handle = this.#handles.get(number);
    if (!handle) return;
    this.#sizes.set(handle.file, length);
    this.events.push({ kind: 'cut', file: handle.file, length });
  }

  #sync(number: number): void {
    const handle = this.#handles.get(number);
    if (!handle) return;
    this.events.push(handle.path === this.#folder ? { kind: 'syncFolder' } : { kind: 'sync', file: handle.file });
  }

  #rename(from: string, to: string): void {
    const file = this.#files.get(from);
    if (file === undefined || dirname(to) !== this.#folder) return;
    this.#files.delete(from);
    this.#files.set(to, file);
    this.events.push({ kind: 'rename', from, to });
  }
}
