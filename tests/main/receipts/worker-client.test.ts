import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createWorkerClient, type WorkerClient } from '../../../main/receipts/worker-client.ts';

interface Question {
  id: number;
  wish: 'answer' | 'answer, then throw' | 'throw' | 'leave' | 'keep silent' | 'fill the memory';
}
interface Answer {
  id: number;
  thread: number;
}

/** A worker that does what it is asked for, as one that reads a broken file might. */
const program = `
import { parentPort, threadId } from 'node:worker_threads';
const answer = (id) => parentPort.postMessage({ id, thread: threadId });
const wishes = {
  answer,
  'answer, then throw': (id) => { answer(id); throw new Error('late'); },
  throw: () => { throw new Error('a word of the file'); },
  leave: () => process.exit(0),
  'keep silent': () => undefined,
  'fill the memory': () => { for (const kept = []; ; ) kept.push(new Array(1000).fill({})); },
};
parentPort.on('message', ({ id, wish }) => wishes[wish](id));
`;
const folder = mkdtempSync(join(tmpdir(), 'kontor-worker-'));
writeFileSync(join(folder, 'worker.mjs'), program);
afterAll(() => rmSync(folder, { recursive: true }));

const limits = { timeoutMs: 20_000, heapMb: 32, youngHeapMb: 8, stackMb: 4, growthBytes: 2 ** 31 };
const clients: WorkerClient<Question, Answer>[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

function startClient(timeoutMs = limits.timeoutMs): (wish: Question['wish']) => Promise<string | number> {
  const url = pathToFileURL(join(folder, 'worker.mjs'));
  const client = createWorkerClient<Question, Answer>({ url, limits: { ...limits, timeoutMs } });
  clients.push(client);
  return async (wish) => {
    const outcome = await client.ask({ wish }, []);
    return outcome.ok ? outcome.answer.thread : outcome.reason;
  };
}

describe('a worker that reads files', () => {
  it('answers many questions in one thread', async () => {
    const ask = startClient();
    expect(await ask('answer')).toBe(await ask('answer'));
  });

  it.each([
    ['throw', 'inspection_failed'],
    ['leave', 'inspection_failed'],
    ['fill the memory', 'too_much_memory'],
  ] as const)('that should %s fails with %s, and the next question gets a new one', async (wish, reason) => {
    const ask = startClient();
    const thread = await ask('answer');
    expect(await ask(wish)).toBe(reason);
    const next = await ask('answer');
    expect(next).toBeTypeOf('number');
    expect(next).not.toBe(thread);
  });

  it('that keeps silent is ended after its time', async () => {
    const ask = startClient(200);
    expect(await ask('keep silent')).toBe('too_slow');
  });

  it('that breaks after its answer disturbs nobody, and the next question gets a new one', async () => {
    const ask = startClient();
    const thread = await ask('answer, then throw');
    expect(thread).toBeTypeOf('number');
    await expect.poll(() => ask('answer')).not.toBe(thread);
  });

  it('that is ended for its time while it runs out of memory lets the next question through', async () => {
    for (let timeoutMs = 150; timeoutMs <= 600; timeoutMs += 50) {
      const ask = startClient(timeoutMs);
      expect(await ask('fill the memory')).toMatch(/^too_(slow|much_memory)$/);
    }
    expect(await startClient()('answer')).toBeTypeOf('number');
  });
});
