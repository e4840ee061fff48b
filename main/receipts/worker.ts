import { parentPort } from 'node:worker_threads';
import { guardThread, takeTripped } from './allocation-guard.ts';
import type { WorkerAnswer, WorkerRequest } from './worker-protocol.ts';

/**
 * The thread that opens strangers' files. It gets bytes and gives answers; it knows no path, no network and no secret.
 * Its owner (`inspector.ts`) ends it when it takes too long or too much.
 */
guardThread();
const { inspectBytes } = await import('./inspect-bytes.ts');
const { readAttachment } = await import('./read-attachment.ts');

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  takeTripped();
  switch (request.kind) {
    case 'inspect': {
      const inspection = await inspectBytes(request.bytes, request.name);
      if (takeTripped()) {
        return { kind: 'inspected', id: request.id, inspection: { kind: 'refused', reason: 'too_much_memory' } };
      }
      return { kind: 'inspected', id: request.id, inspection };
    }
    case 'attachment': {
      const content = await readAttachment(request.bytes, request.index);
      return { kind: 'attachment', id: request.id, content: takeTripped() ? null : content };
    }
  }
}

parentPort?.on('message', (request: WorkerRequest) => {
  // What throws here ends the thread, and its owner answers that the inspection failed.
  void answer(request).then((message) => parentPort?.postMessage(message));
});
parentPort?.postMessage({ kind: 'ready' } satisfies WorkerAnswer);
