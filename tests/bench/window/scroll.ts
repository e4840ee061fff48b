import { setTimeout as wait } from 'node:timers/promises';
import type { CDPSession, Page } from '@playwright/test';
import { loadNow, type Figure } from '../figure.ts';
import { alignSize, show, type Shown } from './apps.ts';
import { countFrames, frameInterval, framesDuring } from './frames.ts';
import type { Program } from './launch.ts';

const goal = 0.98;
const grid = '[role="grid"]';
/** So many plain rows are more than one round of scrolling passes. */
const plainRows = 800;

interface Tally {
  onTime: number;
  due: number;
}

type Way = 'wheel' | 'keys';

/** A wheel turned quickly: 120 px, 33 times a second. */
async function turnWheel(cdp: CDPSession, page: Page, forMs: number): Promise<void> {
  const box = await page.locator(grid).boundingBox();
  const at = { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
  const sent: Promise<unknown>[] = [];
  for (const end = Date.now() + forMs; Date.now() < end; await wait(30)) {
    sent.push(cdp.send('Input.dispatchMouseEvent', { type: 'mouseWheel', ...at, deltaX: 0, deltaY: 120 }));
  }
  await Promise.all(sent);
}

/** Page after page by the keyboard, seven a second. */
async function turnPages(cdp: CDPSession, forMs: number): Promise<void> {
  const key = { key: 'PageDown', code: 'PageDown', windowsVirtualKeyCode: 34 };
  for (const end = Date.now() + forMs; Date.now() < end; await wait(140)) {
    await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
  }
}

async function scrollOnce(
  { page }: Shown,
  cdp: CDPSession,
  way: Way,
  intervalMs: number,
  forMs: number,
): Promise<Tally> {
  await page.locator(grid).evaluate((list) => {
    list.scrollTop = 0;
    (list as HTMLElement).focus();
  });
  const work = () => (way === 'wheel' ? turnWheel(cdp, page, forMs) : turnPages(cdp, forMs));
  return countFrames(await framesDuring(page, work), intervalMs);
}

/** The rows that Kontor shows, as plain elements in the peer's page, again and again. */
async function copyRows(from: Page, to: Page): Promise<void> {
  const texts = await from
    .locator(`${grid} .slot[role="row"]`)
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('[role="gridcell"]')].map((cell) => cell.textContent)),
    );
  await to.locator(grid).evaluate(
    (list, [shown, count]) => {
      const rows = Array.from({ length: count }, (_, index) => {
        const row = document.createElement('div');
        row.role = 'row';
        row.append(
          ...(shown[index % shown.length] ?? []).map((text) => {
            const cell = document.createElement('span');
            cell.role = 'gridcell';
            cell.textContent = text;
            return cell;
          }),
        );
        return row;
      });
      list.replaceChildren(...rows);
    },
    [texts, plainRows] as const,
  );
}

/**
 * Frames on time while a list of 100,000 rows is scrolled, by wheel and by keyboard, against a bare window that scrolls the
 * same rows as a plain page; by turns. What the machine cannot draw in time it cannot draw for either.
 */
export async function measureScroll(
  kontor: Program,
  bare: Program,
  rounds: number,
  roundMs = 4_000,
): Promise<Figure[]> {
  const ours = await show(kontor);
  const plain = await show(bare);
  await alignSize(plain, ours);
  await copyRows(ours.page, plain.page);
  const intervalMs = Math.min(await frameInterval(plain.page), await frameInterval(ours.page));
  const figures: Figure[] = [];
  for (const way of ['wheel', 'keys'] as const) {
    const tallies = { ours: { onTime: 0, due: 0 }, plain: { onTime: 0, due: 0 } };
    const apps = [
      { shown: ours, tally: tallies.ours, cdp: await ours.page.context().newCDPSession(ours.page) },
      { shown: plain, tally: tallies.plain, cdp: await plain.page.context().newCDPSession(plain.page) },
    ];
    for (let round = 0; round < rounds; round += 1) {
      for (const { shown, tally, cdp } of round % 2 === 0 ? apps : apps.toReversed()) {
        const { onTime, due } = await scrollOnce(shown, cdp, way, intervalMs, roundMs);
        tally.onTime += onTime;
        tally.due += due;
      }
    }
    figures.push(toFigure(way, tallies.ours, tallies.plain, rounds, intervalMs));
  }
  await ours.electron.close();
  await plain.electron.close();
  return figures;
}

function toFigure(way: Way, ours: Tally, plain: Tally, runs: number, intervalMs: number): Figure {
  const share = ({ onTime, due }: Tally) => onTime / due;
  const told = (tally: Tally) => `${(share(tally) * 100).toFixed(1)} % of ${tally.due}`;
  return {
    name: `scroll-${way}`,
    ratio: share(ours) / share(plain),
    goal,
    goalIs: 'least',
    runs,
    behind: `frames on time ${told(ours)}, plain page ${told(plain)}; a frame every ${intervalMs.toFixed(2)} ms; ${loadNow()}`,
  };
}
