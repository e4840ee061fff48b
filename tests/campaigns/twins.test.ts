import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { play, scripts } from './model.ts';
import { campaignSeed, isClean } from './report.ts';
import { modelTwins } from './twins.ts';

describe('a deliberately broken outbox', () => {
  it.each(Object.entries(modelTwins))(
    'is caught by the model if it %s',
    async (_name, twin) => {
      const outcome = await fc.check(
        fc.asyncProperty(scripts, async (script) => isClean(await play(script, twin))),
        { numRuns: 1_000, seed: campaignSeed, endOnFailure: true },
      );
      expect(outcome.failed).toBe(true);
    },
    300_000,
  );
});
