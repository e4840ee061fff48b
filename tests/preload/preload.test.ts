import { beforeEach, describe, expect, it, vi } from 'vitest';
import { contract, events } from '../../preload/contract.ts';

type Api = Record<string, Record<string, (...args: unknown[]) => unknown>> & {
  on: (event: string, listener: (payload: unknown) => void) => () => void;
};
const exposed: [string, Api][] = [];
const sent: unknown[][] = [];
const listeners = new Map<string, ((event: unknown, payload: unknown) => void)[]>();
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, api: Api) => exposed.push([name, api]) },
  ipcRenderer: {
    invoke: (...args: unknown[]) => {
      sent.push(args);
      return Promise.resolve('answer');
    },
    on: (channel: string, listener: (event: unknown, payload: unknown) => void) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    },
    removeListener: (channel: string, listener: unknown) => {
      const left = (listeners.get(channel) ?? []).filter((one) => one !== listener);
      listeners.set(channel, left);
    },
  },
  webUtils: { getPathForFile: () => '/a/file' },
}));
await import('../../preload/preload.ts');
const [[name, api] = ['', {} as Api]] = exposed;

beforeEach(() => {
  sent.length = 0;
});

describe('the bridge', () => {
  it('puts one object into the page, with the contract’s methods and `on`', () => {
    expect(exposed).toHaveLength(1);
    expect(name).toBe('kontor');
    expect(Object.keys(api).sort()).toEqual([...Object.keys(contract), 'on'].sort());
    for (const [namespace, methods] of Object.entries(contract)) {
      expect(Object.keys(api[namespace] ?? {}).sort()).toEqual(Object.keys(methods).sort());
    }
  });

  it('calls the method’s own channel, whatever the page calls it with', async () => {
    expect(await api['sync']?.['now']?.()).toBe('answer');
    await api['drafts']?.['get']?.({ id: 'x' }, 'kontor:other');
    expect(sent).toEqual([['kontor:sync.now'], ['kontor:drafts.get', { id: 'x' }, 'kontor:other']]);
  });

  it('holds nothing but plain functions: no channel, no object of Electron’s', () => {
    const values = Object.entries(api).flatMap(([key, group]): unknown[] =>
      key === 'on' ? [group] : Object.values(group),
    );
    expect(values.every((value) => typeof value === 'function' && Object.keys(value as object).length === 0)).toBe(
      true,
    );
  });

  it('hands a listener the payload and nothing of the event', () => {
    const heard: unknown[][] = [];
    const stop = api.on('changed', (...args: unknown[]) => void heard.push(args));
    const [forward] = listeners.get('kontor:event.changed') ?? [];
    forward?.({ sender: 'ipcRenderer', ports: [] }, { topics: ['drafts'] });
    expect(heard).toEqual([[{ topics: ['drafts'] }]]);
    expect(stop()).not.toBe('ipcRenderer');
    expect(listeners.get('kontor:event.changed')).toEqual([]);
  });

  it.each(['', 'CHANGED', '__proto__', 'constructor', 'toString', 'kontor:sync.now', 'changed '])(
    'listens to no event of the name %j',
    (event) => {
      expect(() => api.on(event, vi.fn())).toThrow('unknown event');
      expect([...listeners.keys()].every((channel) => channel.startsWith('kontor:event.'))).toBe(true);
    },
  );

  it('knows every event of the contract', () => {
    for (const event of Object.keys(events)) expect(api.on(event, vi.fn())).toBeTypeOf('function');
  });
});
