import { isDeepStrictEqual } from 'node:util';
import type { IpcMainInvokeEvent } from 'electron';
import * as v from 'valibot';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Handlers } from '../../preload/contract.ts';
import { campaignSize } from '../campaigns/report.ts';
import { fuzz } from './fuzz.ts';
import { channels, fromUs, isAcceptable, mainFrame, makeArguments, ourWindow, type Channel } from './ipc-bench.ts';
import type { Luck } from './luck.ts';

type Listener = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;
const registered = new Map<string, Listener>();
vi.mock('electron', () => ({
  protocol: {},
  ipcMain: {
    handle: (channel: string, listener: Listener) => registered.set(channel, listener),
    removeAllListeners: () => undefined,
  },
}));

const { registerHandlers } = await import('../../main/shell/ipc-host.ts');
const { trustSender } = await import('../../main/shell/trusted-senders.ts');

/** What the handlers were called with; each answers at once. */
const entered: unknown[][] = [];
const handlers: Record<string, Record<string, (...args: unknown[]) => Promise<unknown>>> = {};
for (const { namespace, name } of channels) {
  (handlers[namespace] ??= {})[name] = (...args) => {
    entered.push(args);
    return Promise.resolve({ ok: true, value: undefined });
  };
}
const bugs: unknown[] = [];
registerHandlers(handlers as unknown as Handlers, { onBug: (error) => bugs.push(error), checkOutput: false });
trustSender(ourWindow as never);

const rejections: unknown[] = [];
const noteRejection = (reason: unknown): void => void rejections.push(reason);
process.on('unhandledRejection', noteRejection);
afterAll(() => process.off('unhandledRejection', noteRejection));

/** A busy machine is slow; a walk that never ends is slower. */
const longestCallMs = 5_000;
const invalid = { ok: false, error: { code: 'invalid_input' } };
const done = { ok: true, value: undefined };

/** One call; answers what was wrong about how it went. */
async function call(channel: Channel, luck: Luck): Promise<string | null> {
  const args = makeArguments(channel, luck);
  const isRight = isAcceptable(channel.method, args);
  const before = entered.length;
  const started = performance.now();
  const answer: unknown = await registered.get(channel.channel)?.(fromUs, ...args);
  const ms = performance.now() - started;
  const handed = entered.slice(before);
  entered.length = before;
  if (ms > longestCallMs) return `took ${ms.toFixed(0)} ms`;
  if (bugs.length + rejections.length > 0) return 'ended in an exception';
  if (!isDeepStrictEqual(answer, isRight ? done : invalid)) return `answered ${JSON.stringify(answer)}`;
  if (handed.length !== (isRight ? 1 : 0)) return `the handler was entered ${String(handed.length)} times`;
  return isRight ? judgeHanded(channel, args, handed[0] ?? []) : null;
}

/** The handler gets what the schema makes of the input, and nothing that has more to it. */
function judgeHanded({ method }: Channel, args: readonly unknown[], handed: readonly unknown[]): string | null {
  if (method.input === null) return handed.length === 0 ? null : 'the handler got an argument';
  if (handed.length !== 1) return 'the handler got more than its argument';
  if (!isDeepStrictEqual(handed[0], v.parse(method.input, args[0]))) return 'the handler got something else';
  return Object.getPrototypeOf(handed[0]) === Object.prototype ? null : 'the handler got an object with a class';
}

it('no handler is entered with an input that its schema refuses, whatever comes over a channel', async () => {
  const perChannel = campaignSize({ small: 25, full: 1_000 });
  const runs = channels.length * perChannel;
  await fuzz({
    name: 'ipc',
    runs: { small: runs, full: runs },
    run: async (luck, number) => {
      const channel = channels[number % channels.length];
      if (channel === undefined) throw new Error('there are no channels');
      const failure = await call(channel, luck);
      return failure === null ? null : `${channel.channel} ${failure}`;
    },
  });
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
}, 600_000);

it.each(channels.map((channel) => [channel.channel, channel] as const))(
  '%s is reached by good input, so that the refusals mean something',
  async (_name, channel) => {
    const { createLuck } = await import('./luck.ts');
    const { sampleOf } = await import('./sample.ts');
    const input = channel.method.input === null ? [] : [sampleOf(channel.method.input, createLuck(7))];
    const before = entered.length;
    expect(await registered.get(channel.channel)?.(fromUs, ...structuredClone(input))).toEqual(done);
    expect(entered).toHaveLength(before + 1);
  },
);

/** Everybody else who can send to a channel. The ids and addresses are close to ours. */
const foreign: Record<string, (luck: Luck) => unknown> = {
  'another window with our address': (luck) => {
    const frame = { url: mainFrame.url };
    return { sender: { id: luck.pick([0, -1, 1, 6, 8, 70, NaN, '7']), mainFrame: frame }, senderFrame: frame };
  },
  'a frame inside our page': (luck) => ({
    sender: ourWindow,
    senderFrame: { url: luck.pick([mainFrame.url, 'about:blank', 'about:srcdoc', 'data:text/html,x']) },
  }),
  'a frame that is gone': () => ({ sender: ourWindow, senderFrame: null }),
  'our window with a foreign page': (luck) => {
    const frame = { url: luck.pick(foreignPages) };
    return { sender: { ...ourWindow, mainFrame: frame }, senderFrame: frame };
  },
};
const foreignPages = [
  'https://app.lexware.de/',
  'https://kontor/index.html',
  'http://kontor/index.html',
  'app://kontor.evil.example/index.html',
  'app://evil/kontor/index.html',
  'app://kontor:8080/index.html',
  'app://evil@kontor.example/',
  'appx://kontor/index.html',
  'file:///index.html',
  'blob:app://kontor/1',
  'about:blank',
  'data:text/html,<p>app://kontor/',
  'javascript:1',
  ' ',
  '',
  'kontor',
];

describe('a foreign sender', () => {
  it('is refused on every channel, whatever it sends', async () => {
    const kinds = Object.entries(foreign);
    const all = kinds.length * channels.length;
    await fuzz({
      name: 'ipc-senders',
      runs: { small: all, full: all * 50 },
      run: async (luck, number) => {
        const channel = channels[number % channels.length];
        const [who, make] = kinds[Math.floor(number / channels.length) % kinds.length] ?? [];
        if (channel === undefined || make === undefined) throw new Error('there is nobody to try');
        const before = entered.length;
        const event = make(luck) as IpcMainInvokeEvent;
        const answer: unknown = await registered.get(channel.channel)?.(event, ...makeArguments(channel, luck));
        const isRefused = isDeepStrictEqual(answer, { ok: false, error: { code: 'not_trusted' } });
        return isRefused && entered.length === before ? null : `${channel.channel} listens to ${String(who)}`;
      },
    });
  }, 600_000);

  it('is what our own window becomes when it is destroyed', async () => {
    let destroyed = (): void => undefined;
    const frame = { url: mainFrame.url };
    const gone = { id: 9, mainFrame: frame, once: (_name: string, listener: () => void) => (destroyed = listener) };
    trustSender(gone as never);
    const event = { sender: gone, senderFrame: frame } as unknown as IpcMainInvokeEvent;
    expect(await registered.get('kontor:sync.now')?.(event)).toEqual(done);
    destroyed();
    for (const { channel } of channels) {
      expect(await registered.get(channel)?.(event), channel).toMatchObject({ error: { code: 'not_trusted' } });
    }
  });
});
