import { openDatabase } from '../../../main/store/store.ts';

/** What one opening took: ms to the first page, and the memory of the process after some use and a collection, bytes. */
export interface Opening {
  firstPageMs: number;
  bytes: number;
}

/** Opens a database, shows a page, searches a little, and says what it took. Arguments: path, key (hexadecimal). */
const [path = '', key = ''] = process.argv.slice(2);
const begun = performance.now();
const opened = openDatabase({ path, key: new Uint8Array(Buffer.from(key, 'hex')) });
if (!opened.ok) throw new Error(opened.error.code);
const store = opened.value;
const today = '2026-09-01';
const first = store.vouchers.list({}, today);
const firstPageMs = performance.now() - begun;
if (!first.ok) throw new Error(first.error.code);
for (const search of ['petersen', 'kiel', 'RE0012', 'gmbh']) store.vouchers.list({ search }, today);
for (const key of ['number', 'contactName', 'totalCents'] as const)
  store.vouchers.list({ sort: { key, direction: 'asc' }, limit: 500 }, today);
store.drafts.list();
for (let round = 0; round < 3; round += 1) {
  global.gc?.();
  await new Promise((resolve) => setImmediate(resolve));
}
process.stdout.write(JSON.stringify({ firstPageMs, bytes: process.memoryUsage.rss() } satisfies Opening));
store.close();
