import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { KillBench } from './kill-bench.ts';
import { doubtfulScripts, play, scripts } from './model.ts';
import { buildProgram } from './programs.ts';
import { campaignSeed, isClean, objectionTo, type Counts } from './report.ts';
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

/** One process that is to die with a finalised invoice at Lexware and no answer here, and one that finds out. */
async function killOnce(twin: string, nth: number): Promise<Counts> {
  const program = await buildProgram('kill-work');
  onTestFinished(program.remove);
  const bench = new KillBench(program.file, twin);
  await bench.run({ ask: [{ kind: 'createInvoiceFinalised', mark: 'A' }], die: { point: 'effect', nth } });
  return bench.end();
}

describe('a campaign of kills', () => {
  it('is content with the real outbox', async () => {
    expect(objectionTo(await killOnce('none', 1), ['kills'])).toBeNull();
  });

  it('finds a process that commits nothing before it sends', async () => {
    expect(await killOnce('withoutWriteAhead', 1)).toMatchObject({ kills: 1, duplicated: 1, resent: 1 });
  });

  it('does not count when nobody was killed', async () => {
    expect(objectionTo(await killOnce('none', 99), ['kills'])).toMatch(/^proves nothing/);
  });
});
