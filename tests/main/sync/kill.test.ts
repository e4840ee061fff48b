import { fork } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LexwareApi } from '../../../main/lexware/api.ts';
import { createOrganisationSync } from '../../../main/sync/organisation-sync.ts';
import { openStore, temporaryPlace } from '../store/temporary-store.ts';
import { SmallLexware } from './small-lexware.ts';
import { VirtualClock } from './virtual-clock.ts';

const program = join(import.meta.dirname, 'programs', 'send-drafts.ts');
const rounds = Number(process.env['KONTOR_KILL_ROUNDS'] ?? 1);

/** Where the process dies. */
const points = ['acknowledged', 'sending', 'arrival', 'effect', 'answered', 'confirmed'] as const;
type Point = (typeof points)[number];
type Message =
  | { call: number; name: keyof LexwareApi; given: unknown[] }
  | { step: string; id: string }
  | { acknowledged: string; remark: string };

interface World {
  path: string;
  key: Uint8Array;
  lexware: SmallLexware;
  /** Operations whose enqueueing was acknowledged, with their remark. */
  acknowledged: Map<string, string>;
}

/** Runs the sending program and kills it at the `nth` time that it reaches the point. */
async function sendUntilKilled(world: World, kind: string, point: Point, nth: number, start: number): Promise<void> {
  const args = [world.path, Buffer.from(world.key).toString('hex'), kind, String(start)];
  const child = fork(program, args, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  let left = nth;
  const reach = (reached: Point) => {
    if (reached !== point) return false;
    left -= 1;
    if (left === 0) child.kill('SIGKILL');
    return left <= 0;
  };
  child.on('message', (raw) => void hear(raw as Message));
  async function hear(message: Message): Promise<void> {
    if ('acknowledged' in message) {
      world.acknowledged.set(message.acknowledged, message.remark);
      reach('acknowledged');
    } else if ('step' in message) {
      if (message.step === 'sending') reach('sending');
      if (message.step === 'confirmed') reach('confirmed');
    } else await answer(message);
  }
  async function answer({ call, name, given }: Extract<Message, { call: number }>): Promise<void> {
    const isCreate = name === 'createInvoice';
    if (isCreate && reach('arrival')) return;
    const method = world.lexware[name] as unknown as (...values: unknown[]) => Promise<unknown>;
    const result = await method.apply(world.lexware, given);
    if (isCreate && reach('effect')) return;
    if (child.connected) child.send({ call, answer: result });
    if (isCreate) reach('answered');
  }
  await new Promise((ended) => child.on('exit', ended));
}

/** Opens the file in this process, lets an hour pass, and says what became of everything. */
async function recover(world: World): Promise<{ lost: number; duplicated: number; undecided: number }> {
  const clock = new VirtualClock(Date.now());
  const store = openStore(world);
  const sync = createOrganisationSync({
    store,
    api: world.lexware,
    clock,
    onChanged: () => undefined,
    onOperation: () => undefined,
  });
  sync.start();
  await clock.advance(3_600_000);
  const remarks = [...world.lexware.invoices.values()].map((invoice) => invoice.remark);
  const operations = [...world.acknowledged.keys()].map((id) => store.operations.find(id));
  const isLost = (operation: (typeof operations)[number]) =>
    !operation ||
    (operation.state === 'confirmed'
      ? !world.lexware.invoices.has(operation.resourceId ?? '')
      : operation.state !== 'needsDecision');
  const stopped = sync.stop();
  await clock.advance(5_000);
  await stopped;
  store.close();
  return {
    lost: operations.filter(isLost).length,
    duplicated: remarks.length - new Set(remarks).size,
    undecided: operations.filter((operation) => operation?.state === 'needsDecision').length,
  };
}

describe.each(['draft', 'final'])('a process that is killed while it sends (%s)', (kind) => {
  it.each(points)(
    'at %s has lost nothing and doubled nothing afterwards',
    async (point) => {
      const place = temporaryPlace();
      const world: World = {
        ...place,
        lexware: new SmallLexware({ now: () => Date.now() }),
        acknowledged: new Map(),
      };
      for (let round = 0; round < rounds; round += 1) {
        await sendUntilKilled(world, kind, point, 1 + (round % 3), round * 100);
        expect(world.acknowledged.size).toBeGreaterThan(0);
        expect(await recover(world)).toMatchObject({ lost: 0, duplicated: 0 });
      }
    },
    60_000 + rounds * 20_000,
  );
});
