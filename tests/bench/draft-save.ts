import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleDraft } from '../main/store/samples.ts';
import { percentile, spread, timeOf, type Figure } from './figure.ts';
import { openMirror } from './mirror.ts';

/**
 * Saving a draft durably, against writing the same bytes to a plain file and waiting for the disk. By turns, in the same folder.
 */
export function measureDraftSave(runs = 3000): Figure {
  const folder = mkdtempSync(join(tmpdir(), 'kontor-bench-'));
  const store = openMirror({ path: join(folder, 'organisation.db'), key: new Uint8Array(32).fill(0x5c) });
  const file = openSync(join(folder, 'plain'), 'w');
  const draft = sampleDraft();
  store.drafts.create(draft, 0);
  const ours: number[] = [];
  const bare: number[] = [];
  let bytes = 0;
  for (let run = 1; run <= runs; run += 1) {
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
    for (const act of run % 2 === 0 ? [save, write] : [write, save]) act();
  }
  closeSync(file);
  store.close();
  rmSync(folder, { recursive: true, force: true });
  return {
    name: 'draft-save',
    ratio: percentile(ours, 99) / percentile(bare, 99),
    goal: 2,
    goalIs: 'most',
    runs,
    behind: `Kontor ${spread(ours)}; write and fdatasync of ${bytes} bytes ${spread(bare)}`,
  };
}
