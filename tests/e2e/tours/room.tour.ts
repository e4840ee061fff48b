import path from 'node:path';
import { setZoom } from '../harness/page-api.ts';
import { lengthenTexts } from '../harness/pseudo-locale.ts';
import { test } from '../harness/test.ts';
import { walkThroughScreens } from '../harness/walk.ts';

const output = path.join(process.env['KONTOR_E2E_OUTPUT'] ?? 'out', 'room');

test.setTimeout(600_000);

test('every screen with texts that are 40 % longer, and at 200 %', async ({ start, sandbox, systemBrowser }) => {
  const { electron, page } = await start();
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1280, 800));
  const visit = async (name: string): Promise<void> => {
    const restore = await lengthenTexts(page);
    await page.screenshot({ path: path.join(output, `${name}-long.png`) });
    await restore();
    await setZoom(page, 200);
    await page.screenshot({ path: path.join(output, `${name}-200.png`) });
    await setZoom(page, 100);
  };
  await walkThroughScreens({ page, sandbox, systemBrowser, visit });
});
