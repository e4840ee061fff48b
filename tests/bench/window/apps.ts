import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { electronExecutable } from '../../e2e/harness/home.ts';
import type { Program } from './launch.ts';

/** A program under Playwright's control, with its one window. */
export interface Shown {
  electron: ElectronApplication;
  page: Page;
}

/** Starts a program, and waits until its list is painted. */
export async function show({ args, env }: Program): Promise<Shown> {
  const executablePath = electronExecutable();
  const electron = await _electron.launch({ executablePath, args, env, chromiumSandbox: true, colorScheme: null });
  const page = await electron.firstWindow();
  // The compiler names functions by this helper, which functions that are handed to a page do not find there.
  await page.evaluate('window.__name = (work) => work');
  await page.locator('[role="grid"] [role="gridcell"]').first().waitFor({ timeout: 60_000 });
  return { electron, page };
}

/** Gives one window the inner size of the other. */
export async function alignSize(one: Shown, other: Shown): Promise<void> {
  const size = await other.page.evaluate(() => [innerWidth, innerHeight] as const);
  await one.electron.evaluate(({ BrowserWindow }, [width, height]) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, size);
  await one.page.waitForFunction(([width]) => innerWidth === width, size);
}
