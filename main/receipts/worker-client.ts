import { Worker } from 'node:worker_threads';
import type { RefusalReason } from '../../domain/receipt.ts';

/** What a worker may cost. */
export interface WorkerLimits {
  /** Milliseconds for one question. */
  timeoutMs: number;
  heapMb: number;
  youngHeapMb: number;
  stackMb: number;
  /** How much the whole process may grow during one question, in bytes: what lies outside of the heap counts too. */
  growthBytes: number;
}

export interface WorkerClientOptions {
  /** The worker's compiled entry. */
  url: URL;
  limits: WorkerLimits;
  /** Handed to the worker at its start. */
  workerData?: unknown;
  /** A worker of its own for every question: what WebAssembly has taken it never gives back. */
  isSingleUse?: boolean;
}

export type WorkerFailure = Extract<RefusalReason, 'too_slow' | 'too_much_memory' | 'inspection_failed'>;
export type Outcome<Answer> = { ok: true; answer: Answer } | { ok: false; reason: WorkerFailure };

/** A question without the number that it gets; unions are kept apart. */
export type Ask<Request> = Request extends unknown ? Omit<Request, 'id'> : never;

export interface WorkerClient<Request, Answer> {
  /** Asks when all earlier questions are answered. Never throws. `transfer`: buffers that the worker takes over. */
  ask(request: Ask<Request>, transfer: ArrayBuffer[]): Promise<Outcome<Answer>>;
  /** Ends the worker once everything is answered. */
  close(): Promise<void>;
}

/** How often the process's memory is looked at while a question is open, in milliseconds. */
const watchMs = 25;

/**
 * All questions of this process stand in one row, whichever worker they are for: memory is measured for the whole
 * process, and nobody's picture may count against another's invoice.
 */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Asks a worker one question after the other, with limits of time and memory. A worker that broke a limit is ended, and
 * the next question gets a new one. A worker says `ready` once, and answers with the number of the question.
 */
export function createWorkerClient<Request extends { id: number }, Answer extends { id: number }>(
  options: WorkerClientOptions,
): WorkerClient<Request, Answer> {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let nextId = 1;

  function startAnother(): Worker {
    const started = startWorker(options);
    // One that ended between two questions would let the next one wait for its whole time.
    started.once('exit', () => {
      if (worker === started) worker = null;
    });
    return started;
  }

  async function askNow(request: Ask<Request>, transfer: ArrayBuffer[]): Promise<Outcome<Answer>> {
    const asked = (worker ??= startAnother());
    const outcome = await askWorker<Answer>(asked, { ...request, id: nextId++ }, transfer, options.limits);
    if (!outcome.ok || options.isSingleUse === true) {
      worker = null;
      await asked.terminate();
    }
    return outcome;
  }

  return {
    ask(request, transfer) {
      const answer = turn.then(() => askNow(request, transfer));
      turn = answer.catch(() => undefined);
      last = turn;
      return answer;
    },
    async close() {
      await last;
      await worker?.terminate();
      worker = null;
    },
  };
}

function startWorker({ url, limits, workerData }: WorkerClientOptions): Worker {
  const { heapMb, youngHeapMb, stackMb } = limits;
  const worker = new Worker(url, {
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: youngHeapMb, stackSizeMb: stackMb },
    workerData,
    env: {},
    argv: [],
    stdin: false,
    stdout: true,
    stderr: true,
  });
  // What libraries say of a broken file goes nowhere: it may quote the file.
  worker.stdout.resume();
  worker.stderr.resume();
  // It can still run out of memory while it is being ended for another reason: unheard, that error would be thrown in this
  // thread, and the worker's end would never be told.
  worker.on('error', () => undefined);
  worker.unref();
  return worker;
}

function askWorker<Answer extends { id: number }>(
  worker: Worker,
  request: { id: number },
  transfer: ArrayBuffer[],
  limits: WorkerLimits,
): Promise<Outcome<Answer>> {
  const before = process.memoryUsage.rss();
  return new Promise((resolve) => {
    const end = (outcome: Outcome<Answer>): void => {
      clearTimeout(timer);
      clearInterval(watch);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit).unref();
      resolve(outcome);
    };
    const onMessage = (answer: Answer | { id?: undefined }): void => {
      if (answer.id === request.id) end({ ok: true, answer });
    };
    const onError = (error: unknown): void => end({ ok: false, reason: failureOf(error) });
    const onExit = (): void => end({ ok: false, reason: 'inspection_failed' });
    const timer = setTimeout(() => end({ ok: false, reason: 'too_slow' }), limits.timeoutMs);
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > limits.growthBytes) end({ ok: false, reason: 'too_much_memory' });
    }, watchMs);
    worker.ref();
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(request, transfer);
  });
}

function failureOf(error: unknown): WorkerFailure {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too_much_memory' : 'inspection_failed';
}
