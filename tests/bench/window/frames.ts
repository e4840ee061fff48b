import type { Page } from '@playwright/test';
import { percentile } from '../figure.ts';

declare global {
  interface Window {
    stopFrames?: () => number[];
  }
}

/** Notes when each frame of the page begins, while `work` goes on. Answers ms. */
export async function framesDuring(page: Page, work: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    let isOn = true;
    const note = (at: number): void => {
      times.push(at);
      if (isOn) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
    window.stopFrames = () => {
      isOn = false;
      return times;
    };
  });
  await work();
  return page.evaluate(() => window.stopFrames?.() ?? []);
}

/** The runtime's own time from frame to frame, ms: the median on a page where nothing happens. */
export async function frameInterval(page: Page, forMs = 1_500): Promise<number> {
  const times = await framesDuring(page, () => page.waitForTimeout(forMs));
  return percentile(gapsOf(times), 50);
}

/** How many frames came on time (after 1.5 intervals at most) and how many were due. */
export function countFrames(times: readonly number[], intervalMs: number): { onTime: number; due: number } {
  const gaps = gapsOf(times);
  return {
    onTime: gaps.filter((gap) => gap <= 1.5 * intervalMs).length,
    due: gaps.reduce((sum, gap) => sum + Math.max(1, Math.round(gap / intervalMs)), 0),
  };
}

function gapsOf(times: readonly number[]): number[] {
  return times.slice(1).map((time, index) => time - (times[index] ?? time));
}
