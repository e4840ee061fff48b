import fs from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { percentile, type Figure } from '../figure.ts';
import { launch, type Program } from './launch.ts';

interface Idle {
  megabytes: number;
  firedPerSecond: number;
  inMain: number;
  inPage: number;
}

/** A process and all that it started. */
function treeOf(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of fs.readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const stat = readOrEmpty(`/proc/${name}/stat`);
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found = [root];
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found;
}

/** A process may end while it is looked at. */
function readOrEmpty(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Each page of memory once, divided among those that share it, MB. */
function memoryOf(root: number): number {
  const kilobytes = treeOf(root).map((pid) =>
    Number(/^Pss:\s+(\d+)/m.exec(readOrEmpty(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0),
  );
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}

async function restOnce(program: Program, idleMs: number): Promise<Idle> {
  const run = launch(program);
  await run.mark('painted');
  await wait(idleMs);
  const megabytes = memoryOf(run.child.pid ?? 0);
  run.child.kill('SIGUSR2');
  const { inMain, inPage, seconds } = JSON.parse(await run.mark('woken')) as {
    inMain: number;
    inPage: number;
    seconds: number;
  };
  await run.end();
  return { megabytes, firedPerSecond: (inMain + inPage) / seconds, inMain, inPage };
}

/** Memory and timers of an app that was left alone, against a bare window, by turns. */
export async function measureIdle(kontor: Program, bare: Program, runs: number, idleMs = 60_000): Promise<Figure[]> {
  const ours: Idle[] = [];
  const others: Idle[] = [];
  for (let run = 0; run < runs; run += 1) {
    ours.push(await restOnce(kontor, idleMs));
    others.push(await restOnce(bare, idleMs));
  }
  const median = (list: readonly Idle[], of: (one: Idle) => number) => percentile(list.map(of), 50);
  const memory = (list: readonly Idle[]) => median(list, (one) => one.megabytes);
  return [
    {
      name: 'idle-memory',
      ratio: memory(ours) / memory(others),
      goal: 1.5,
      goalIs: 'most',
      runs,
      behind: `after ${idleMs / 1000} s ${memory(ours).toFixed(0)} MB (PSS of all processes), bare window ${memory(others).toFixed(0)} MB`,
    },
    {
      name: 'idle-timers',
      ratio: median(ours, (one) => one.firedPerSecond),
      goal: 1,
      goalIs: 'most',
      runs,
      behind:
        `timers and frames per second; in 20 s ${median(ours, (one) => one.inMain)} in main, ` +
        `${median(ours, (one) => one.inPage)} in the page`,
    },
  ];
}
