import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DiskEvent } from './storage-trace.ts';

/**
 * What the disk made of writes that nobody had waited for when the power went: lost all of them, kept all of them (as after
 * the end of the process alone), or kept some, down to single sectors of 512 bytes and in any order.
 */
export const survivals = ['dropped', 'kept', 'torn'] as const;
export type Survival = (typeof survivals)[number];

type Change = { offset: number; bytes: Buffer } | { length: number };
type NameChange = (names: Map<string, number>) => void;

interface File {
  durable: Buffer;
  pending: Change[];
}

const sectorBytes = 512;

/**
 * A disk that promises no more than POSIX does: content is durable after a sync of the file, a name after a sync of its
 * folder, and names change in order. Everything else may or may not be there.
 */
export class Disk {
  readonly #files = new Map<number, File>();
  readonly #names = new Map<string, number>();
  #nameChanges: NameChange[] = [];

  /** Begins with the files that lie in a folder, safely on the disk, as if they lay at `path`. */
  hold(folder: string, path: string): void {
    const names = readdirSync(folder).filter((name) => statSync(join(folder, name)).isFile());
    for (const [index, name] of names.entries()) {
      // Numbers that no recorded file has.
      const number = -1 - index;
      this.#files.set(number, { durable: readFileSync(join(folder, name)), pending: [] });
      this.#names.set(join(path, name), number);
    }
  }

  /** Takes note of the next event. */
  apply(event: DiskEvent): void {
    switch (event.kind) {
      case 'open':
        this.#open(event);
        return;
      case 'write':
        this.#file(event.file).pending.push({ offset: event.offset, bytes: event.bytes });
        return;
      case 'cut':
        this.#file(event.file).pending.push({ length: event.length });
        return;
      case 'sync': {
        const file = this.#file(event.file);
        file.durable = file.pending.reduce(changed, file.durable);
        file.pending = [];
        return;
      }
      case 'syncFolder':
        for (const change of this.#nameChanges.splice(0)) change(this.#names);
        return;
      case 'rename':
        this.#nameChanges.push((names) => {
          const file = names.get(event.from);
          names.delete(event.from);
          if (file !== undefined) names.set(event.to, file);
        });
        return;
      case 'unlink':
        this.#nameChanges.push((names) => names.delete(event.path));
        return;
      case 'said':
        return;
    }
  }

  /** Whether there is anything that a loss of power could take away now. */
  get isAtRest(): boolean {
    return this.#nameChanges.length === 0 && [...this.#files.values()].every(({ pending }) => pending.length === 0);
  }

  /** Writes what is left of the files after a loss of power now into a folder. */
  writeRemains(folder: string, survival: Survival, random: () => number): void {
    const names = new Map(this.#names);
    const keptNames =
      survival === 'dropped'
        ? 0
        : survival === 'kept'
          ? this.#nameChanges.length
          : Math.floor(random() * (this.#nameChanges.length + 1));
    for (const change of this.#nameChanges.slice(0, keptNames)) change(names);
    for (const [path, number] of names) {
      writeFileSync(join(folder, basename(path)), remainsOf(this.#file(number), survival, random));
    }
  }

  #open({ file, path, created, emptied }: Extract<DiskEvent, { kind: 'open' }>): void {
    const held = this.#names.get(path);
    if (created && held !== undefined && held < 0) {
      this.#files.set(file, this.#file(held));
      this.#names.set(path, file);
      return;
    }
    if (created) this.#nameChanges.push((names) => names.set(path, file));
    if (emptied && !created) this.#file(file).pending.push({ length: 0 });
  }

  #file(number: number): File {
    const known = this.#files.get(number) ?? { durable: Buffer.alloc(0), pending: [] };
    this.#files.set(number, known);
    return known;
  }
}

function remainsOf({ durable, pending }: File, survival: Survival, random: () => number): Buffer {
  switch (survival) {
    case 'dropped':
      return durable;
    case 'kept':
      return pending.reduce(changed, durable);
    case 'torn':
      return pending
        .flatMap(sectorsOf)
        .filter(() => random() < 0.5)
        .reduce(changed, durable);
  }
}

function sectorsOf(change: Change): Change[] {
  if ('length' in change) return [change];
  const sectors: Change[] = [];
  for (let from = 0; from < change.bytes.length;) {
    const to = Math.min(change.bytes.length, from + sectorBytes - ((change.offset + from) % sectorBytes));
    sectors.push({ offset: change.offset + from, bytes: change.bytes.subarray(from, to) });
    from = to;
  }
  return sectors;
}

function changed(before: Buffer, change: Change): Buffer {
  const length = 'length' in change ? change.length : Math.max(before.length, change.offset + change.bytes.length);
  const after = Buffer.alloc(length);
  before.copy(after);
  if ('bytes' in change) change.bytes.copy(after, change.offset);
  return after;
}
