import { axeFindings } from './harness/axe.ts';
import { setLook } from './harness/page-api.ts';
import { expect, test } from './harness/test.ts';
import { walkThroughScreens } from './harness/walk.ts';

test('axe finds nothing on any screen, in either theme', async ({ start, sandbox, systemBrowser }) => {
  test.setTimeout(300_000);
  const { page } = await start();
  const visit = async (name: string): Promise<void> => {
    for (const theme of ['dark', 'light'] as const) {
      await setLook(page, theme, 'de');
      expect.soft(await axeFindings(page), `${name}, ${theme}`).toEqual([]);
    }
  };
  await walkThroughScreens({ page, sandbox, systemBrowser, visit, withDecision: true });
});
