import { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import { inspectionSchema, type Inspection, type RefusalReason } from '../../domain/receipt.ts';
import { limits } from './limits.ts';
import type { WorkerAnswer, WorkerRequest } from './worker-protocol.ts';

export interface InspectorOptions {
  /** The worker's compiled entry, `worker.ts` of this folder. */
  workerUrl: URL;
  /** Milliseconds for one file; `limits.inspectionMs` unless told. */
  timeoutMs?: number;
}

export interface Inspector {
  /** What a file is. Never throws; whatever the file does to the worker becomes a refusal. */
  inspect(file: { name: string; bytes: Uint8Array }): Promise<Inspection>;
  /** A file inside a receipt by its index; `null` when it cannot be had. */
  readAttachment(bytes: Uint8Array, index: number): Promise<Uint8Array | null>;
  /** Ends the worker. */
  close(): Promise<void>;
}

type Failure = Extract<RefusalReason, 'too_slow' | 'too_much_memory' | 'inspection_failed'>;
type Outcome = { ok: true; answer: WorkerAnswer } | { ok: false; reason: Failure };
type Ask =
  { kind: 'inspect'; name: string; bytes: Uint8Array } | { kind: 'attachment'; index: number; bytes: Uint8Array };

/** How often the process's memory is looked at while a file is read, in milliseconds. */
const watchMs = 25;

/**
 * Reads files one after the other in a worker with limits of time and memory. A worker that broke a limit is ended, and
 * the next file gets a new one.
 */
export function createInspector({ workerUrl, timeoutMs = limits.inspectionMs }: InspectorOptions): Inspector {
  let worker: Worker | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let nextId = 1;

  async function ask(request: Ask): Promise<Outcome> {
    worker ??= startWorker(workerUrl);
    const outcome = await askWorker(worker, { ...request, id: nextId++ }, timeoutMs);
    if (!outcome.ok) {
      const broken = worker;
      worker = null;
      await broken.terminate();
    }
    return outcome;
  }

  function inTurn(request: Ask): Promise<Outcome> {
    const turn = queue.then(() => ask(request));
    queue = turn;
    return turn;
  }

  return {
    async inspect({ name, bytes }) {
      if (bytes.byteLength > limits.fileBytes) return { kind: 'refused', reason: 'too_large' };
      const outcome = await inTurn({ kind: 'inspect', name, bytes: bytes.slice() });
      if (!outcome.ok) return { kind: 'refused', reason: outcome.reason };
      const read =
        outcome.answer.kind === 'inspected' ? v.safeParse(inspectionSchema, outcome.answer.inspection) : null;
      return read?.success === true ? read.output : { kind: 'refused', reason: 'inspection_failed' };
    },
    async readAttachment(bytes, index) {
      const outcome = await inTurn({ kind: 'attachment', index, bytes: bytes.slice() });
      return outcome.ok && outcome.answer.kind === 'attachment' ? outcome.answer.content : null;
    },
    async close() {
      await queue;
      await worker?.terminate();
      worker = null;
    },
  };
}

function startWorker(url: URL): Worker {
  const { heapMb, youngHeapMb, stackMb } = limits;
  const worker = new Worker(url, {
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: youngHeapMb, stackSizeMb: stackMb },
    env: {},
    argv: [],
    stdin: false,
    stdout: true,
    stderr: true,
  });
  // What pdf.js says of a broken file goes nowhere: it may quote the file.
  worker.stdout.resume();
  worker.stderr.resume();
  worker.unref();
  return worker;
}

function askWorker(worker: Worker, request: WorkerRequest, timeoutMs: number): Promise<Outcome> {
  const before = process.memoryUsage.rss();
  return new Promise((resolve) => {
    const end = (outcome: Outcome): void => {
      clearTimeout(timer);
      clearInterval(watch);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit).unref();
      resolve(outcome);
    };
    const onMessage = (answer: WorkerAnswer): void => {
      if (answer.kind !== 'ready' && answer.id === request.id) end({ ok: true, answer });
    };
    const onError = (error: unknown): void => end({ ok: false, reason: failureOf(error) });
    const onExit = (): void => end({ ok: false, reason: 'inspection_failed' });
    const timer = setTimeout(() => end({ ok: false, reason: 'too_slow' }), timeoutMs);
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > limits.growthBytes) end({ ok: false, reason: 'too_much_memory' });
    }, watchMs);
    worker.ref();
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(request, [request.bytes.buffer as ArrayBuffer]);
  });
}

function failureOf(error: unknown): Failure {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too_much_memory' : 'inspection_failed';
}
