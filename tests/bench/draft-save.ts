import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleDraft } from '../main/store/samples.ts';
import { percentile, spread, timeOf, type Figure } from './figure.ts';
import { openMirror } from './mirror.ts';

const rounds = 9;

/**
 * Saving a draft durably, against writing the same bytes to a plain file and waiting for the disk: by turns, in the same
 * folder, with a turn for everybody else after each, as between two saves of the app. The ratio is the median of those of nine
 * rounds, so that what else the machine did for a second decides nothing; every time that was measured is in one of them.
 */
export async function measureDraftSave(runs = 9_000): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'kontor-bench-'));
  const store = openMirror({ path: join(folder, 'organisation.db'), key: new Uint8Array(32).fill(0x5c) });
  const file = openSync(join(folder, 'plain'), 'w');
  const draft = sampleDraft();
  store.drafts.create(draft, 0);
  const ours: number[] = [];
  const bare: number[] = [];
  const ratios: number[] = [];
  let bytes = 0;
  const perRound = Math.ceil(runs / rounds);
  for (let run = 1; run <= perRound * rounds; run += 1) {
    const content = { ...draft, remark: `Fassung ${run} `.repeat(20) };
    const plain = Buffer.from(JSON.stringify(content));
    bytes = plain.length;
    const save = () => ours.push(timeOf(() => store.drafts.save(content, run)));
    const write = () =>
      bare.push(
        timeOf(() => {
          writeSync(file, plain);
          fdatasyncSync(file);
        }),
      );
    for (const act of run % 2 === 0 ? [save, write] : [write, save]) {
      act();
      await new Promise((done) => setImmediate(done));
    }
    if (run % perRound === 0) ratios.push(tailOf(ours, perRound) / tailOf(bare, perRound));
  }
  closeSync(file);
  store.close();
  rmSync(folder, { recursive: true, force: true });
  const [least, most] = [0, 100].map((percent) => percentile(ratios, percent).toFixed(2));
  return {
    name: 'draft-save',
    ratio: percentile(ratios, 50),
    goal: 2,
    goalIs: 'most',
    runs: ours.length,
    behind:
      `the median of ${rounds} rounds (${least} to ${most}); Kontor ${spread(ours)}; ` +
      `write and fdatasync of ${bytes} bytes ${spread(bare)}`,
  };
}

/** The 99th percentile of the last times. */
function tailOf(times: readonly number[], count: number): number {
  return percentile(times.slice(-count), 99);
}
