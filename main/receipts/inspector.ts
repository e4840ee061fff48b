import { setImmediate as nextTurn } from 'node:timers/promises';
import * as v from 'valibot';
import { inspectionSchema, type Inspection } from '../../domain/receipt.ts';
import type { IntakeRefusal } from '../../domain/receipt-entry.ts';
import { fail, type Result } from '../../domain/result.ts';
import type { ContainedEntry } from './containers/contents.ts';
import { limits } from './limits.ts';
import { createWorkerClient } from './worker-client.ts';
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
  /** What an e-mail or an archive holds (`containerTypeOf`), at most `limits.containerBytes`; why, if it cannot be opened. */
  listContained(bytes: Uint8Array): Promise<Result<ContainedEntry[], IntakeRefusal>>;
  /** A file inside an e-mail or an archive by its index; `null` where it is refused or not what its container says. */
  readContained(bytes: Uint8Array, index: number): Promise<{ name: string; bytes: Uint8Array } | null>;
  /** Ends the worker. */
  close(): Promise<void>;
}

/** Reads files one after the other in a worker with limits of time and memory (`worker-client.ts`). */
export function createInspector({ workerUrl, timeoutMs = limits.inspectionMs }: InspectorOptions): Inspector {
  const worker = createWorkerClient<WorkerRequest, WorkerAnswer>({ url: workerUrl, limits: { ...limits, timeoutMs } });
  return {
    async inspect({ name, bytes }) {
      if (bytes.byteLength > limits.fileBytes) return { kind: 'refused', reason: 'too_large' };
      const own = await copyOf(bytes);
      const outcome = await worker.ask({ kind: 'inspect', name, bytes: own }, [own.buffer]);
      if (!outcome.ok) return { kind: 'refused', reason: outcome.reason };
      const read =
        outcome.answer.kind === 'inspected' ? v.safeParse(inspectionSchema, outcome.answer.inspection) : null;
      return read?.success === true ? read.output : { kind: 'refused', reason: 'inspection_failed' };
    },
    async readAttachment(bytes, index) {
      const own = await copyOf(bytes);
      const outcome = await worker.ask({ kind: 'attachment', index, bytes: own }, [own.buffer]);
      return outcome.ok && outcome.answer.kind === 'attachment' ? outcome.answer.content : null;
    },
    async listContained(bytes) {
      if (bytes.byteLength > limits.containerBytes) return fail('too_large');
      const own = await copyOf(bytes);
      const outcome = await worker.ask({ kind: 'listContained', bytes: own }, [own.buffer]);
      if (!outcome.ok) return fail(outcome.reason);
      return outcome.answer.kind === 'contained' ? outcome.answer.entries : fail('inspection_failed');
    },
    async readContained(bytes, index) {
      if (bytes.byteLength > limits.containerBytes) return null;
      const own = await copyOf(bytes);
      const outcome = await worker.ask({ kind: 'readContained', index, bytes: own }, [own.buffer]);
      return outcome.ok && outcome.answer.kind === 'containedFile' ? outcome.answer.file : null;
    },
    close: () => worker.close(),
  };
}

/** So many bytes are copied at once: a large file must not hold anything up. */
const copiedAtOnce = 1 << 20;

/** The worker takes over the buffer, and the owner still needs the bytes. */
async function copyOf(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const copy = new Uint8Array(bytes.byteLength);
  for (let start = 0; start < bytes.byteLength; start += copiedAtOnce) {
    if (start > 0) await nextTurn();
    copy.set(bytes.subarray(start, start + copiedAtOnce), start);
  }
  return copy;
}
