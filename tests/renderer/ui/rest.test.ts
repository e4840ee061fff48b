import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRest } from '../../../renderer/ui/rest.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Notes which steps were served, in a list where only the last one is wanted. */
function walker() {
  const rest = createRest();
  const served: number[] = [];
  let wanted = 0;
  const step = async (number: number): Promise<void> => {
    wanted = number;
    await rest();
    if (wanted === number) served.push(number);
  };
  return { step, served };
}

test('a step is served at once', async () => {
  const { step, served } = walker();
  void step(1);
  await vi.advanceTimersByTimeAsync(0);
  expect(served).toEqual([1]);
  await vi.advanceTimersByTimeAsync(1_000);
  void step(2);
  await vi.advanceTimersByTimeAsync(0);
  expect(served).toEqual([1, 2]);
});

test('a key held down is served where it is let go', async () => {
  const { step, served } = walker();
  for (let number = 1; number <= 40; number += 1) {
    void step(number);
    await vi.advanceTimersByTimeAsync(30);
  }
  expect(served).toEqual([1]);
  await vi.advanceTimersByTimeAsync(150);
  expect(served).toEqual([1, 40]);
});
