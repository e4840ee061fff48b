import { fork } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LexwareApi } from '../../../main/lexware/api.ts';
import type { StoredOperation } from '../../../main/store/operations.ts';
import { createOrganisationSync } from '../../../main/sync/organisation-sync.ts';
import { openStore, temporaryPlace } from '../store/temporary-store.ts';
import { SmallLexware } from './small-lexware.ts';
import { VirtualClock } from './virtual-clock.ts';

const program = join(import.meta.dirname, 'programs', 'send-drafts.ts');
const rounds = Number(process.env['KONTOR_KILL_ROUNDS'] ?? 1);

/** Where the process dies. */
const points = ['acknowledged', 'sending', 'arrival', 'effect', 'answered', 'confirmed'] as const;
type Point = (typeof points)[number];
const creating: (keyof LexwareApi)[] = ['createInvoice', 'createContact', 'uploadFile'];
type Message =
  | { call: number; name: keyof LexwareApi; given: unknown[] }
  | { step: string; id: string }
  | { acknowledged: string; label: string };

interface World {
  path: string;
  key: Uint8Array;
  lexware: SmallLexware;
  /** Operations whose enqueueing was acknowledged, with their label. */
  acknowledged: Map<string, string>;
}

/** Runs the sending program and kills it at the `nth` time that it reaches the point. */
async function sendUntilKilled(world: World, kind: string, point: Point, nth: number, start: number): Promise<void> {
  const args = [world.path, Buffer.from(world.key).toString('hex'), kind, String(start)];
  const child = fork(program, args, {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // Bytes of receipts cross as they are.
    serialization: 'advanced',
  });
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
      world.acknowledged.set(message.acknowledged, message.label);
      reach('acknowledged');
    } else if ('step' in message) {
      if (message.step === 'sending') reach('sending');
      if (message.step === 'confirmed') reach('confirmed');
    } else await answer(message);
  }
  async function answer({ call, name, given }: Extract<Message, { call: number }>): Promise<void> {
    const isCreate = creating.includes(name);
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
  const { invoices, records, inbox } = world.lexware;
  const effects = new Set([...invoices.keys(), ...records.keys(), ...[...inbox.files.values()].map(({ id }) => id)]);
  const labels = [
    [...invoices.values()].map(({ remark }) => remark),
    [...records.values()].map(({ contact }) => contact.name),
  ];
  const operations = [...world.acknowledged.keys()].map((id) => store.operations.find(id));
  const isUndecided = (operation: StoredOperation | null) =>
    operation?.state === 'needsDecision' ||
    (operation?.dependsOn != null && store.operations.find(operation.dependsOn)?.state === 'needsDecision');
  const isLost = (operation: StoredOperation | null) =>
    operation?.state === 'confirmed' ? !effects.has(operation.resourceId ?? '') : !isUndecided(operation);
  const counted = {
    lost: operations.filter(isLost).length,
    duplicated: labels.reduce((sum, each) => sum + each.length - new Set(each).size, 0),
    undecided: operations.filter(isUndecided).length,
  };
  const stopped = sync.stop();
  await clock.advance(5_000);
  await stopped;
  store.close();
  return counted;
}

describe.each(['draft', 'final', 'contact', 'receipt'])('a process that is killed while it sends (%s)', (kind) => {
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
