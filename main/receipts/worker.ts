import { parentPort } from 'node:worker_threads';
import { fail } from '../../domain/result.ts';
import { guardThread, takeTripped } from './allocation-guard.ts';
import type { WorkerAnswer, WorkerRequest } from './worker-protocol.ts';

/**
 * The thread that opens strangers' files. It gets bytes and gives answers; it knows no path, no network and no secret.
 * Its owner (`inspector.ts`) ends it when it takes too long or too much.
 */
guardThread();
const { inspectBytes } = await import('./inspect-bytes.ts');
const { readAttachment } = await import('./read-attachment.ts');
const { listContained, readContained } = await import('./containers/contents.ts');

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  takeTripped();
  const { id } = request;
  switch (request.kind) {
    case 'inspect': {
      const inspection = await inspectBytes(request.bytes, request.name);
      if (takeTripped()) return { kind: 'inspected', id, inspection: { kind: 'refused', reason: 'too_much_memory' } };
      return { kind: 'inspected', id, inspection };
    }
    case 'attachment': {
      const content = await readAttachment(request.bytes, request.index);
      return { kind: 'attachment', id, content: takeTripped() ? null : content };
    }
    case 'listContained': {
      const entries = await listContained(request.bytes);
      return { kind: 'contained', id, entries: takeTripped() ? fail('too_much_memory') : entries };
    }
    case 'readContained': {
      const file = await readContained(request.bytes, request.index);
      // Its own copy: a view would bring the whole container along.
      const own = file === null ? null : { name: file.name, bytes: new Uint8Array(file.bytes) };
      return { kind: 'containedFile', id, file: takeTripped() ? null : own };
    }
  }
}

parentPort?.on('message', (request: WorkerRequest) => {
  // What throws here ends the thread, and its owner answers that the inspection failed.
  void answer(request).then((message) => parentPort?.postMessage(message));
});
parentPort?.postMessage({ kind: 'ready' });
