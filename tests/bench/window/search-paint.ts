import type { CDPSession, Page } from '@playwright/test';
import { searchCondition } from '../../../main/store/search.ts';
import { loadNow, percentile, spread, timeOf, type Figure } from '../figure.ts';
import { makeSearches, openPeer } from '../mirror.ts';
import { show } from './apps.ts';
import { frameInterval } from './frames.ts';
import type { Program } from './launch.ts';
import type { Profile } from './profile.ts';

/** As many rows as the list asks for first. */
const pageRows = 200;

declare global {
  interface Window {
    paintedAfter?: Promise<number>;
  }
}

/** The statement behind the list alone, on a copy of the same file. */
function openRaw(profile: Profile): {
  count: (text: string) => number;
  time: (text: string) => number;
  close: () => void;
} {
  const peer = openPeer({ ...profile, folder: profile.home.folder });
  const found =
    "voucher_search JOIN voucher_rows ON voucher_rows.rowid = voucher_search.rowid WHERE voucher_search MATCH ? AND voucher_type = 'invoice'";
  const page = peer.prepare(
    `SELECT payload FROM voucher_payloads JOIN (SELECT voucher_rows.rowid AS row FROM ${found} ORDER BY voucher_date DESC, row DESC LIMIT ${pageRows}) ON rowid = row`,
  );
  const count = peer.prepare(`SELECT count(*) AS count FROM ${found}`);
  const match = (text: string) => searchCondition(text, 'voucher')?.values[0];
  return {
    count: (text) => (count.get([match(text)]) as { count: number }).count,
    time: (text) => timeOf(() => page.all([match(text)])),
    close: () => peer.close(),
  };
}

/** In the page: ms from the trusted key event to the end of the frame in which the list has so many rows. */
async function armStopwatch(page: Page, rows: number): Promise<void> {
  await page.evaluate((wanted) => {
    const isThere = (): boolean =>
      document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount') === String(wanted + 1);
    window.paintedAfter = new Promise((resolve, reject) => {
      const begin = ({ isTrusted, timeStamp }: KeyboardEvent): void => {
        if (!isTrusted || isThere()) reject(new Error('not a real key, or nothing to wait for'));
        const observer = new MutationObserver(() => {
          if (!isThere()) return;
          observer.disconnect();
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now() - timeStamp);
            port2.postMessage(null);
          });
        });
        observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      };
      addEventListener('keydown', begin, { once: true, capture: true });
    });
  }, rows);
}

/** Types all but the last letter unmeasured, then the last one. */
async function timeLastKey(page: Page, cdp: CDPSession, text: string, before: number, after: number): Promise<number> {
  const field = page.locator('main input[type="search"]');
  await field.fill(text.slice(0, -1));
  await page.locator(`[role="grid"][aria-rowcount="${before + 1}"]`).waitFor();
  await armStopwatch(page, after);
  const key = text.slice(-1);
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text: key });
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', key });
  return page.evaluate(() => window.paintedAfter ?? Promise.reject(new Error('not armed')));
}

/** From the key press to the painted result, against the bare statement; by turns. */
export async function measureSearchPaint(profile: Profile, kontor: Program, runs: number): Promise<Figure[]> {
  const raw = openRaw(profile);
  const { electron, page } = await show(kontor);
  const cdp = await page.context().newCDPSession(page);
  const frameMs = await frameInterval(page);
  const ours: number[] = [];
  const bare: number[] = [];
  for (const text of makeSearches(profile.rows, runs * 8)) {
    if (ours.length >= runs) break;
    const [before, after] = [text.length > 3 ? raw.count(text.slice(0, -1)) : 0, raw.count(text)];
    // Without a change there is nothing to see; without a row there is no list.
    if (after === 0 || before === after || before === 0) continue;
    ours.push(await timeLastKey(page, cdp, text, before, after));
    bare.push(raw.time(text));
  }
  await electron.close();
  raw.close();
  const limit = percentile(bare, 95) + frameMs;
  return [
    {
      name: 'search-paint',
      ratio: percentile(ours, 95) / limit,
      goal: 1.2,
      goalIs: 'most',
      runs: ours.length,
      behind: `key to painted rows ${spread(ours)}; bare statement ${spread(bare)}, a frame ${frameMs.toFixed(1)} ms; ${loadNow()}`,
    },
  ];
}
