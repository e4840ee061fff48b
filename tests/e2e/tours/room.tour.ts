import path from 'node:path';
import type { Page } from '@playwright/test';
import { clippedTexts, unreachableControls } from '../harness/page-checks.ts';
import { lengthenTexts } from '../harness/pseudo-locale.ts';
import { expect, test } from '../harness/test.ts';
import { walkThroughScreens } from '../harness/walk.ts';

const output = path.join(process.env['KONTOR_E2E_OUTPUT'] ?? 'out', 'room');

test.setTimeout(600_000);

/** Sets the page's size in percent, as the zoom commands do. */
async function setZoom(page: Page, zoom: number): Promise<void> {
  await page.evaluate((percent) => window.kontor.settings.set({ zoom: percent }), zoom);
  await page.waitForFunction((percent) => Math.abs(devicePixelRatio * 100 - percent) < 1, zoom);
}

test('no text is cut off that is 40 % longer, and no control is out of reach at 200 %', async (parts) => {
  const { start, sandbox, systemBrowser } = parts;
  const { electron, page } = await start();
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1280, 800));
  const visit = async (name: string): Promise<void> => {
    const restore = await lengthenTexts(page);
    expect.soft(await clippedTexts(page), `${name}, texts cut off`).toEqual([]);
    await page.screenshot({ path: path.join(output, `${name}-long.png`) });
    await restore();
    await setZoom(page, 200);
    expect.soft(await unreachableControls(page), `${name}, controls out of reach`).toEqual([]);
    await page.screenshot({ path: path.join(output, `${name}-200.png`) });
    await setZoom(page, 100);
  };
  await walkThroughScreens({ page, sandbox, systemBrowser, visit });
});
