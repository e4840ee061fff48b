import http from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { watchServerClock } from '../../../main/service/server-clock.ts';
import type { AddressInfo } from 'node:net';

let close = (): void => undefined;
afterEach(() => close());

const now = Date.parse('2026-11-23T13:30:00Z');
const minutes = (count: number): number => count * 60_000;

/** Asks a server whose answer has these headers, on a computer where it is 13:30 UTC. */
async function offsetAfter(headers: Record<string, string>): Promise<number | null> {
  const server = http.createServer((_request, response) => {
    response.sendDate = false;
    response.writeHead(200, headers).end('{}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  close = () => void server.close();
  const clock = watchServerClock(fetch, () => now);
  expect(clock.offsetMs()).toBeNull();
  const answer = await clock.fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  expect(await answer.text()).toBe('{}');
  return clock.offsetMs();
}

const dateAfter = (ms: number): Record<string, string> => ({ date: new Date(now + ms).toUTCString() });

it('tells how far this computer is behind, or ahead', async () => {
  expect(await offsetAfter(dateAfter(minutes(90)))).toBe(minutes(90));
  expect(await offsetAfter(dateAfter(-minutes(90)))).toBe(-minutes(90));
});

it('takes some minutes for right', async () => {
  expect(await offsetAfter(dateAfter(minutes(4)))).toBeNull();
  expect(await offsetAfter(dateAfter(-minutes(4)))).toBeNull();
});

it.each([
  ['has no date', {}],
  ['has one that is none', { date: 'yesterday' }],
  ['came out of a cache', { ...dateAfter(-minutes(90)), age: '5400' }],
])('concludes nothing from an answer that %s', async (_what, headers) => {
  expect(await offsetAfter(headers)).toBeNull();
});
