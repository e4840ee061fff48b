import { unreachableControls } from './harness/page-checks.ts';
import { setZoom } from './harness/page-api.ts';
import { expect, test } from './harness/test.ts';
import { walkThroughScreens } from './harness/walk.ts';

test('every control can be reached at 200 % in a window of 1280 by 800', async ({ start, sandbox, systemBrowser }) => {
  test.setTimeout(300_000);
  const { electron, page } = await start();
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1280, 800));
  const visit = async (name: string): Promise<void> => {
    await setZoom(page, 200);
    expect.soft(await unreachableControls(page), name).toEqual([]);
    await setZoom(page, 100);
  };
  await walkThroughScreens({ page, sandbox, systemBrowser, visit });
});
