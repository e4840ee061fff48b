import type { IpcMainInvokeEvent } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { channelOf, contract, type Handlers } from '../../../preload/contract.ts';

type Listener = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;
const registered = new Map<string, Listener>();
const removed: string[] = [];
vi.mock('electron', () => ({
  protocol: {},
  ipcMain: {
    handle: (channel: string, listener: Listener) => registered.set(channel, listener),
    removeAllListeners: (channel: string) => removed.push(channel),
  },
}));

const { registerHandlers, sendEvent } = await import('../../../main/shell/ipc-host.ts');
const { trustSender } = await import('../../../main/shell/trusted-senders.ts');

const names = Object.entries(contract).flatMap(([namespace, group]) =>
  Object.keys(group).map((name) => [namespace, name] as const),
);
const reached: string[] = [];
const handlers = Object.fromEntries(
  Object.entries(contract).map(([namespace, group]) => [
    namespace,
    Object.fromEntries(
      Object.keys(group).map((name) => [
        name,
        () => {
          reached.push(`${namespace}.${name}`);
          return Promise.resolve({ ok: true, value: undefined });
        },
      ]),
    ),
  ]),
) as unknown as Handlers;
registerHandlers(handlers, { onBug: vi.fn(), checkOutput: false });

const mainFrame = { url: 'app://kontor/index.html' };
const ours = { id: 7, mainFrame, once: vi.fn() };
trustSender(ours as never);
const from = (sender: unknown, senderFrame: unknown): IpcMainInvokeEvent =>
  ({ sender, senderFrame }) as IpcMainInvokeEvent;

const foreign: [string, IpcMainInvokeEvent][] = [
  ['another window', from({ id: 8, mainFrame }, mainFrame)],
  ['a frame in our window', from(ours, { url: 'app://kontor/index.html' })],
  ['no frame', from(ours, null)],
  [
    'a foreign origin in our window',
    from({ id: 7, mainFrame: { url: 'https://evil.example' } }, { url: 'https://evil.example' }),
  ],
];

describe('the IPC host', () => {
  it('registers every method of the contract and nothing else', () => {
    expect([...registered.keys()].sort()).toEqual(names.map(([namespace, name]) => channelOf(namespace, name)).sort());
  });

  it('takes away the channel that the settings library opened', () => {
    expect(removed).toContain('electron-store-get-data');
  });

  it('hands a call without argument from our page to its handler', async () => {
    const answer = await registered.get('kontor:sync.now')?.(from(ours, mainFrame));
    expect(answer).toEqual({ ok: true, value: undefined });
    expect(reached).toEqual(['sync.now']);
  });

  describe.each(names)('%s.%s', (namespace, name) => {
    it.each(foreign)('refuses %s', async (_who, event) => {
      const before = reached.length;
      const answer = await registered.get(channelOf(namespace, name))?.(event, {});
      expect(answer).toEqual({ ok: false, error: { code: 'not_trusted' } });
      expect(reached).toHaveLength(before);
    });
  });

  it('refuses to start with a handler missing', () => {
    expect(() => registerHandlers({ ...handlers, sync: {} } as never, { onBug: vi.fn(), checkOutput: false })).toThrow(
      'no handler for sync.now',
    );
  });
});

describe('an event', () => {
  it('reaches a living page on the channel of its name', () => {
    const send = vi.fn();
    sendEvent({ isDestroyed: () => false, send } as never, 'changed', { topics: ['drafts'] });
    expect(send).toHaveBeenCalledWith('kontor:event.changed', { topics: ['drafts'] });
  });

  it('is dropped for a page that is gone', () => {
    const send = vi.fn();
    sendEvent({ isDestroyed: () => true, send } as never, 'changed', { topics: ['drafts'] });
    expect(send).not.toHaveBeenCalled();
  });
});
