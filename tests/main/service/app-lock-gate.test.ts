import { describe, expect, it } from 'vitest';
import type { LockState } from '../../../domain/app-lock.ts';
import { ok } from '../../../domain/result.ts';
import { gateHandlers } from '../../../main/service/app-lock-gate.ts';
import { answeredWhileLocked, answeredWhileLocking } from '../../../preload/contract-lock.ts';
import { contract, type Answer, type Handlers } from '../../../preload/contract.ts';

const methods = Object.entries(contract).flatMap(([namespace, group]) =>
  Object.keys(group).map((name) => `${namespace}.${name}`),
);
const begun: string[] = [];
const plain = Object.fromEntries(
  Object.entries(contract).map(([namespace, group]) => [
    namespace,
    Object.fromEntries(
      Object.keys(group).map((name) => [
        name,
        () => {
          begun.push(`${namespace}.${name}`);
          return Promise.resolve(ok('data'));
        },
      ]),
    ),
  ]),
) as unknown as Handlers;

const lock = {
  state: 'open' as LockState,
  get isShut(): boolean {
    return this.state === 'locking' || this.state === 'locked';
  },
};
const gated = gateHandlers(plain, lock);

function call(method: string): Promise<Answer<unknown>> {
  const [namespace = '', name = ''] = method.split('.');
  const group = gated[namespace as keyof Handlers] as unknown as Record<string, () => Promise<Answer<unknown>>>;
  const handler = group[name];
  if (handler === undefined) throw new Error(`no handler for ${method}`);
  return handler();
}

describe.each<[LockState, readonly string[]]>([
  ['off', methods],
  ['open', methods],
  ['locking', [...answeredWhileLocked, ...answeredWhileLocking]],
  ['locked', answeredWhileLocked],
])('an app that is %s', (state, answered) => {
  it.each(methods)(`answers ${answered.length} methods; %s`, async (method) => {
    lock.state = state;
    begun.length = 0;
    const answer = await call(method);
    if (answered.includes(method)) expect(answer).toEqual(ok('data'));
    else expect([answer, begun]).toEqual([{ ok: false, error: { code: 'app_locked' } }, []]);
  });
});

it('names only methods that there are', () => {
  expect([...answeredWhileLocked, ...answeredWhileLocking].filter((method) => !methods.includes(method))).toEqual([]);
});
