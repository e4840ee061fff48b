import path from 'node:path';
import { readdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startService, type Service } from '../../../main/service/service.ts';
import type { Answer } from '../../../preload/contract.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/start.ts';
import { createMachine, type Machine } from './support/machine.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
let sandbox: Sandbox;
const running: Service[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 12, companies: 1, vouchers: 5, rate: 0 });
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((service) => service.stop()));
});
afterAll(() => sandbox.close());

function valueOf<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`answered ${answer.error.code}`);
  return answer.value;
}

/** A machine whose clock only moves by hand; what waits for the network waits for it really. */
function machineWithClock() {
  const machine = createMachine(sandbox);
  let now = Date.parse('2026-11-24T09:00:00Z');
  const due: { at: number; run: () => void }[] = [];
  const timers = {
    after: (ms: number, run: () => void) => {
      const timer = { at: now + ms, run };
      due.push(timer);
      return () => {
        if (due.includes(timer)) due.splice(due.indexOf(timer), 1);
      };
    },
  };
  const clock = { wallMs: () => now, monotonicMs: () => now };
  const pass = (ms: number): void => {
    const end = now + ms;
    for (;;) {
      const next = due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      due.splice(due.indexOf(next), 1);
      now = Math.max(now, next.at);
      next.run();
    }
    now = end;
  };
  return { machine: { ...machine, ports: { ...machine.ports, clock, timers } }, pass, due };
}

async function signIn({ ports }: Pick<Machine, 'ports'>): Promise<{ service: Service; id: string }> {
  const service = await startService(ports);
  running.push(service);
  const key = sandbox.apiKeys[0]?.key ?? '';
  const { id } = valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key }));
  return { service, id };
}

async function change(service: Service, title: string): Promise<void> {
  const { draft } = valueOf(await service.handlers.drafts.create({}));
  valueOf(await service.handlers.drafts.save({ draft: { ...draft, title } }));
}

it('takes the first copy some minutes after the start, and one a day where something changed', async () => {
  const { machine, pass, due } = machineWithClock();
  const { service, id } = await signIn(machine);
  await change(service, 'Eins');
  const daily = () =>
    readdirSync(machine.ports.dataDirectory).includes(`${id}.copies`)
      ? readdirSync(path.join(machine.ports.dataDirectory, `${id}.copies`)).filter((name) => name.endsWith('-daily.db'))
      : [];
  /** Until the round that began has planned the next one. */
  const planned = (ms: number) => () => due.some(({ at }) => at - machine.ports.clock.wallMs() === ms);
  pass(4 * minuteMs);
  expect(daily()).toEqual([]);
  pass(minuteMs);
  await expect.poll(planned(hourMs)).toBe(true);
  expect(daily()).toHaveLength(1);
  // The same day: none, whatever changed.
  await change(service, 'Zwei');
  pass(hourMs);
  await expect.poll(planned(hourMs)).toBe(true);
  expect(daily()).toHaveLength(1);
  // The next day: one. The day after, with nothing new: none.
  for (const expected of [2, 2]) {
    pass(24 * hourMs);
    await expect.poll(planned(hourMs)).toBe(true);
    expect(daily()).toHaveLength(expected);
  }
}, 60_000);

it('plans nothing any more once it was stopped, also while it is at work', async () => {
  const { machine, pass, due } = machineWithClock();
  const { service } = await signIn(machine);
  await change(service, 'Eins');
  pass(5 * minuteMs);
  await Promise.all(running.splice(0).map((one) => one.stop()));
  await expect.poll(() => due.filter(({ at }) => at - machine.ports.clock.wallMs() === hourMs)).toEqual([]);
  expect(() => pass(48 * hourMs)).not.toThrow();
}, 60_000);
