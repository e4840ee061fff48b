import { axeFindings } from './harness/axe.ts';
import { expect, test } from './harness/test.ts';
import { walkThroughScreens } from './harness/walk.ts';

test('axe finds nothing on any screen, in either theme', async ({ start, sandbox, systemBrowser }) => {
  test.setTimeout(600_000);
  const { page } = await start();
  const visit = async (name: string): Promise<void> => {
    expect.soft(await axeFindings(page), name).toEqual([]);
  };
  await walkThroughScreens({ page, sandbox, systemBrowser, visit, withDecision: true });
});
