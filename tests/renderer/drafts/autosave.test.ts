import { describe, expect, test } from 'vitest';
import { Autosave } from '../../../renderer/features/drafts/autosave.svelte.ts';

/** A clock that stands still until it is moved. */
function stillClock() {
  let now = 0;
  let next = 1;
  const waiting = new Map<number, { at: number; run: () => void }>();
  return {
    timers: {
      set: (run: () => void, ms: number): number => {
        waiting.set(next, { at: now + ms, run });
        return next++;
      },
      clear: (handle: unknown): void => void waiting.delete(handle as number),
    },
    /** Moves the clock and lets everything that became due run to its end. */
    async advance(ms: number): Promise<void> {
      now += ms;
      for (const [handle, { at, run }] of [...waiting]) {
        if (at > now) continue;
        waiting.delete(handle);
        run();
      }
      await settled();
    },
  };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

/** A store whose saves end when the test says so. */
function slowStore() {
  const saves: { value: string; end: (isSaved: boolean) => void }[] = [];
  const save = (value: string): Promise<boolean> => new Promise((end) => saves.push({ value, end }));
  const end = async (index: number, isSaved = true): Promise<void> => {
    saves[index]?.end(isSaved);
    await settled();
  };
  return { saves, save, end, values: () => saves.map((one) => one.value) };
}

function setUp() {
  const clock = stillClock();
  const store = slowStore();
  return { clock, store, autosave: new Autosave<string>({ save: store.save, timers: clock.timers }) };
}

describe('a pause in typing', () => {
  test('saves once, with the newest value', async () => {
    const { clock, store, autosave } = setUp();
    for (const text of ['a', 'ab', 'abc']) {
      autosave.touch(text);
      await clock.advance(200);
    }
    expect(store.values()).toEqual([]);
    expect(autosave.state).toBe('pending');
    await clock.advance(100);
    expect(store.values()).toEqual(['abc']);
    expect(autosave.state).toBe('saving');
    await store.end(0);
    expect(autosave.state).toBe('saved');
  });

  test('never brings two saves at once; what was typed meanwhile follows, only the newest', async () => {
    const { clock, store, autosave } = setUp();
    autosave.touch('a');
    await clock.advance(300);
    autosave.touch('b');
    autosave.touch('c');
    await clock.advance(1000);
    expect(store.values()).toEqual(['a']);
    await store.end(0);
    expect(autosave.state).toBe('pending');
    await clock.advance(300);
    expect(store.values()).toEqual(['a', 'c']);
    await store.end(1);
    expect(autosave.state).toBe('saved');
  });
});

describe('a failure', () => {
  test('is tried again, more and more slowly, until it succeeds', async () => {
    const { clock, store, autosave } = setUp();
    autosave.touch('a');
    await clock.advance(300);
    await store.end(0, false);
    expect(autosave.state).toBe('failed');
    await clock.advance(999);
    expect(store.saves).toHaveLength(1);
    await clock.advance(1);
    await store.end(1, false);
    await clock.advance(1999);
    expect(store.saves).toHaveLength(2);
    await clock.advance(1);
    await store.end(2);
    expect(store.values()).toEqual(['a', 'a', 'a']);
    expect(autosave.state).toBe('saved');
  });

  test('saves what was typed since instead of the old value', async () => {
    const { clock, store, autosave } = setUp();
    autosave.touch('a');
    await clock.advance(300);
    autosave.touch('b');
    await store.end(0, false);
    expect(autosave.state).toBe('failed');
    await clock.advance(1000);
    expect(store.values()).toEqual(['a', 'b']);
  });
});

test('stopping forgets what waits and tries nothing again', async () => {
  const { clock, store, autosave } = setUp();
  autosave.touch('a');
  await clock.advance(300);
  autosave.stop();
  await store.end(0, false);
  await clock.advance(60_000);
  expect(store.values()).toEqual(['a']);
});

describe('flush', () => {
  test('saves at once and answers when everything is durable', async () => {
    const { store, autosave } = setUp();
    autosave.touch('a');
    const flushed = autosave.flush();
    await settled();
    expect(store.values()).toEqual(['a']);
    await store.end(0);
    expect(await flushed).toBe(true);
  });

  test('waits for a save under way and then saves what came after it', async () => {
    const { clock, store, autosave } = setUp();
    autosave.touch('a');
    await clock.advance(300);
    autosave.touch('b');
    const flushed = autosave.flush();
    await store.end(0);
    expect(store.values()).toEqual(['a', 'b']);
    await store.end(1);
    expect(await flushed).toBe(true);
    expect(autosave.state).toBe('saved');
  });

  test('answers no where saving fails, and the value still waits', async () => {
    const { clock, store, autosave } = setUp();
    autosave.touch('a');
    const flushed = autosave.flush();
    await settled();
    await store.end(0, false);
    expect(await flushed).toBe(false);
    await clock.advance(1000);
    expect(store.values()).toEqual(['a', 'a']);
  });

  test('has nothing to do where nothing changed', async () => {
    const { store, autosave } = setUp();
    expect(await autosave.flush()).toBe(true);
    expect(store.saves).toHaveLength(0);
  });
});
