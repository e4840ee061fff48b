import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doubtfulScripts, play, scripts } from './model.ts';
import { campaignSeed, isClean } from './report.ts';
import { modelTwins } from './twins.ts';

describe('a deliberately broken outbox', () => {
  it.each(Object.entries(modelTwins))(
    'is caught by the model if it %s',
    async (name, twin) => {
      const script = name.startsWith('lets') || name.startsWith('knows') ? doubtfulScripts : scripts;
      const outcome = await fc.check(
        fc.asyncProperty(script, async (commands) => isClean(await play(commands, twin))),
        { numRuns: 1_000, seed: campaignSeed, endOnFailure: true },
      );
      expect(outcome.failed).toBe(true);
    },
    300_000,
  );
});
