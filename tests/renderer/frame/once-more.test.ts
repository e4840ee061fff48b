import { expect, test } from 'vitest';
import { onceMore } from '../../../renderer/features/frame/once-more.ts';

test('changes during the work have it done once more, and once only', async () => {
  const ends: (() => void)[] = [];
  const work = onceMore(() => new Promise<void>((resolve) => ends.push(resolve)));
  const done = work();
  for (let change = 0; change < 50; change += 1) void work();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await Promise.resolve();
  await Promise.resolve();
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await done;
  expect(ends).toHaveLength(2);
});

test('work that fails does not keep later work from being done', async () => {
  let times = 0;
  const work = onceMore(() => {
    times += 1;
    return times === 1 ? Promise.reject(new Error('no')) : Promise.resolve();
  });
  await expect(work()).rejects.toThrow('no');
  await work();
  expect(times).toBe(2);
});
