import type { Limiter } from '../../../main/lexware/limiter.ts';
import type { Priority } from '../../../main/lexware/api.ts';
import type { Policer } from './policer.ts';

/**
 * Makes `calls` successful calls as a first sync does: the first alone, the others by `workers` at a time, refused
 * ones again. The answer is the virtual time at which the last one was there.
 */
export async function makeCalls(
  limiter: Limiter,
  policer: Policer,
  calls: number,
  workers = 1,
  priority: Priority = 'sweep',
): Promise<number> {
  let left = calls;
  let last = 0;
  const one = async () => {
    for (;;) {
      const result = await limiter.run({ priority }, policer.call);
      if (result.ok) {
        last = Math.max(last, result.value);
        return;
      }
    }
  };
  left -= 1;
  await one();
  const work = async () => {
    while (left > 0) {
      left -= 1;
      await one();
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return last;
}
