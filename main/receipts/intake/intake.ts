import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { appError, type AppError } from '../../../domain/errors.ts';
import type { IncomingFile, IntakeRefusal, IntakeResult, ReceiptSource } from '../../../domain/receipt-entry.ts';
import { fail, type Result } from '../../../domain/result.ts';
import { contentHashInTurns } from '../../store/receipt-files.ts';
import { guardAsync } from '../../store/storage-error.ts';
import type { Store } from '../../store/store.ts';
import { incomingName } from './incoming-name.ts';
import { mediaTypeOf } from './media-types.ts';
import { readIncoming } from './read-incoming.ts';
import { typeOfIncoming } from './incoming-type.ts';
import { walkFiles, walkLimits, type FoundFile } from './walk-files.ts';

/** Where incoming files come from, and out of which receipt. */
export interface Origin {
  source: ReceiptSource;
  container: { id: string; index: number } | null;
}

export interface IntakeParts {
  store: Store;
  /** The wall clock, ms. */
  now: () => number;
  /** There is something new to see, and to read. */
  onTaken: () => void;
  /** Files done with, of how many. */
  onProgress: (done: number, total: number) => void;
  /** Called at each named step of one file; tests end the process there. */
  onStep?: (step: IntakeStep) => void;
}

/** The steps of taking in one file, in order. */
export const intakeSteps = ['read', 'prepared', 'keeping', 'kept'] as const;
export type IntakeStep = (typeof intakeSteps)[number];

type Outcome = { list: keyof IntakeResult; id: string };
/** A file to take in, or what kept one from being there. */
export type Incoming = IncomingFile | Extract<FoundFile, { kind: 'refused' }>;

/**
 * Takes files into the receipt store, one after the other in the order given. Each is durably kept, or its refusal is
 * noted, before it is told of; the originals are only ever read.
 */
export class Intake {
  readonly #parts: IntakeParts;
  #queue: Promise<unknown> = Promise.resolve();
  #hasStopped = false;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
  }

  /**
   * Takes in files, and everything in folders. Answers when all of them are kept or refused.
   * @returns `storage_full`, `storage_unavailable`; what was taken before that stays
   */
  take(files: readonly IncomingFile[], origin: Origin): Promise<Result<IntakeResult, AppError>> {
    return this.#inTurn(async () => this.#takeAll(await expand(files), origin, this.#parts.onProgress));
  }

  /** Takes in one file that came out of another receipt, or notes why there is none. */
  takePiece(piece: Incoming, origin: Origin): Promise<Result<IntakeResult, AppError>> {
    return this.#inTurn(() => this.#takeAll([piece], origin, () => undefined));
  }

  #inTurn(work: () => Promise<IntakeResult>): Promise<Result<IntakeResult, AppError>> {
    const done = this.#queue.then(() => guardAsync(work));
    this.#queue = done;
    return done.then((result) => (this.#hasStopped ? fail(appError('storage_unavailable')) : result));
  }

  /** Ends after the file that is being taken; then the store may be closed. */
  async stop(): Promise<void> {
    this.#hasStopped = true;
    await this.#queue;
  }

  async #takeAll(
    incoming: readonly Incoming[],
    origin: Origin,
    onProgress: IntakeParts['onProgress'],
  ): Promise<IntakeResult> {
    const result: IntakeResult = { added: [], known: [], refused: [] };
    onProgress(0, incoming.length);
    for (const [index, file] of incoming.entries()) {
      await nextTurn();
      if (this.#hasStopped) break;
      const { list, id } = await this.#takeOne(file, origin);
      // One id stands once, although a file may have been dropped twice at once.
      if (!Object.values(result).some((ids) => ids.includes(id))) result[list].push(id);
      this.#parts.onTaken();
      onProgress(index + 1, incoming.length);
    }
    return result;
  }

  async #takeOne(file: Incoming, origin: Origin): Promise<Outcome> {
    const name = incomingName(file.kind === 'path' ? file.path : file.name);
    if (file.kind === 'refused') return this.#refuse(name, 0, file.refusal, origin);
    const read = await readIncoming(file);
    this.#parts.onStep?.('read');
    if (!read.ok) return this.#refuse(name, 0, read.error, origin);
    const type = typeOfIncoming(read.value);
    if (typeof type === 'object') return this.#refuse(name, read.value.byteLength, type.refusal, origin);
    const kept = { fileName: name, mediaType: mediaTypeOf[type], bytes: read.value };
    return this.#keep(kept, type, origin);
  }

  async #keep(
    file: { fileName: string; mediaType: string; bytes: Uint8Array },
    type: keyof typeof mediaTypeOf,
    origin: Origin,
  ): Promise<Outcome> {
    const { store, now, onStep } = this.#parts;
    const hash = await contentHashInTurns(file.bytes);
    if (store.inbox.findByHash(hash) === null) await store.receipts.prepare(hash, file.bytes);
    onStep?.('prepared');
    const outcome = store.transact((): Outcome => {
      const known = store.inbox.findByHash(hash);
      if (known) {
        // What lies in a watched folder is met at every start: that is no word of the user's.
        if (origin.source !== 'watched') store.inbox.restore([known.row.id]);
        if (origin.container) store.inbox.noteContainer(known.row.id, origin.container);
        return { list: 'known', id: known.row.id };
      }
      const id = randomUUID();
      store.receipts.finish(hash, file, now());
      store.inbox.add({ id, fileName: file.fileName, size: file.bytes.byteLength, ...origin }, hash, type, now());
      onStep?.('keeping');
      return { list: 'added', id };
    });
    onStep?.('kept');
    return outcome;
  }

  #refuse(fileName: string, size: number, refusal: IntakeRefusal, origin: Origin): Outcome {
    const { store, now } = this.#parts;
    const id = store.inbox.refuse({ id: randomUUID(), fileName, size, ...origin }, refusal, now());
    return { list: 'refused', id };
  }
}

/** The files themselves, in the order given, with folders opened up. */
async function expand(files: readonly IncomingFile[]): Promise<Incoming[]> {
  const all: Incoming[] = [];
  for (const file of files) {
    if (file.kind === 'bytes') {
      all.push(file);
      continue;
    }
    const found = await walkFiles(file.path, Math.max(1, walkLimits.files - all.length));
    for (const one of found) all.push(one.kind === 'file' ? { kind: 'path', path: one.path } : one);
  }
  return all;
}
