import { clippedTexts } from './harness/page-checks.ts';
import { lengthenTexts } from './harness/pseudo-locale.ts';
import { expect, test } from './harness/test.ts';
import { walkThroughScreens } from './harness/walk.ts';

test('no text is cut off in a window of 1280 by 800 when it is 40 % longer', async ({
  start,
  sandbox,
  systemBrowser,
}) => {
  test.setTimeout(300_000);
  const { electron, page } = await start();
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1280, 800));
  const visit = async (name: string): Promise<void> => {
    const restore = await lengthenTexts(page);
    expect.soft(await clippedTexts(page), name).toEqual([]);
    await restore();
  };
  await walkThroughScreens({ page, sandbox, systemBrowser, visit });
});
