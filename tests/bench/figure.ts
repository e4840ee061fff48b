import os from 'node:os';

/** One measured relation to a peer, and what it may be. */
export interface Figure {
  name: string;
  ratio: number;
  goal: number;
  /** Whether the ratio has to reach the goal (`least`) or to stay below it (`most`). */
  goalIs: 'least' | 'most';
  runs: number;
  /** The absolute numbers behind the ratio, with their units. */
  behind: string;
}

/** Whether a figure is as it has to be. */
export function isReached({ ratio, goal, goalIs }: Figure): boolean {
  return goalIs === 'least' ? ratio >= goal : ratio <= goal;
}

/** The two lines of a figure, as other programs read them. */
export function linesOf(figure: Figure): string {
  const { name, ratio, goal, goalIs, runs, behind } = figure;
  const verdict = isReached(figure) ? '' : ' – missed';
  return `BENCH ${name} ratio=${ratio.toFixed(3)} goal=${goal} runs=${runs}\n  at ${goalIs} ${goal}${verdict}; ${behind}`;
}

/** The value that so many of a hundred do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? NaN;
}

/** How long some work takes, ms. */
export function timeOf(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

/** How busy the machine is with everything that runs on it, as text: times and frames mean little where that is much. */
export function loadNow(): string {
  return `load ${(os.loadavg()[0] ?? 0).toFixed(1)} on ${os.availableParallelism()} cores`;
}

/** Milliseconds as text. */
export function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} ms`;
}

/** Median, 95th and 99th percentile of times in ms, as text. */
export function spread(times: readonly number[]): string {
  return [50, 95, 99].map((percent) => `p${percent} ${ms(percentile(times, percent))}`).join(', ');
}
