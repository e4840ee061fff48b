import { ms, percentile, type Figure } from '../figure.ts';
import { launch, type Program } from './launch.ts';

/** One start, ms from the start of the process. */
interface Start {
  ready: number;
  window: number;
  painted: number;
}

/** Kontor's starts with so many mirrored rows. */
export interface Starts {
  rows: number;
  starts: Start[];
}

const steps = ['ready', 'window', 'painted'] as const;

/** The list counts as painted once it is drawn and the window is shown. */
async function startOnce(program: Program): Promise<Start> {
  const run = launch(program);
  const since = async (name: string) => Number(await run.mark(name)) - run.startedMs;
  const start = {
    ready: await since('ready'),
    window: await since('window'),
    painted: Math.max(await since('painted'), await since('shown')),
  };
  await run.end();
  return start;
}

/**
 * Cold starts to the painted list against a bare window, by turns; and how much longer a larger mirror takes.
 * @param kontors Kontor with 10,000 rows first, then with the fewest and the most
 */
export async function measureColdStart(
  kontors: readonly { rows: number; program: Program }[],
  bare: Program,
  runs: number,
): Promise<Figure[]> {
  const all = [
    ...kontors.map((one) => ({ ...one, starts: [] as Start[] })),
    { rows: 0, program: bare, starts: [] as Start[] },
  ];
  // The first round only warms the caches.
  for (let run = 0; run <= runs; run += 1) {
    for (const one of run % 2 === 0 ? all : [...all].reverse()) {
      const start = await startOnce(one.program);
      if (run > 0) one.starts.push(start);
    }
  }
  const of = (rows: number) => all.find((one) => one.rows === rows)?.starts ?? [];
  const median = (rows: number, step: (typeof steps)[number] = 'painted') =>
    percentile(
      of(rows).map((start) => start[step]),
      50,
    );
  const walk = (rows: number) => steps.map((step) => `${step} ${ms(median(rows, step))}`).join(', ');
  const [usual = 0, ...others] = kontors.map(({ rows }) => rows);
  const [few, many] = [Math.min(usual, ...others), Math.max(usual, ...others)];
  const slope = ((median(many) - median(few)) / (many - few)) * 1000;
  return [
    {
      name: 'cold-start',
      ratio: median(usual) / median(0),
      goal: 1.5,
      goalIs: 'most',
      runs,
      behind: `with ${usual} rows ${walk(usual)}; bare window ${walk(0)}`,
    },
    {
      name: 'start-slope',
      ratio: slope / 0.2,
      goal: 1,
      goalIs: 'most',
      runs,
      behind: `${ms(slope)} more per 1,000 rows: painted ${ms(median(few))} with ${few}, ${ms(median(many))} with ${many}; 0.2 ms are allowed`,
    },
  ];
}
