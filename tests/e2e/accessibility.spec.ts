import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { setLook } from './harness/page-api.ts';
import { expect, test } from './harness/test.ts';
import { walkThroughScreens } from './harness/walk.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on the screen, a line each. Electron opens no second page for axe's usual way. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`));
}

test('axe finds nothing on any screen, in either theme', async ({ start, sandbox, systemBrowser }) => {
  test.setTimeout(300_000);
  const { page } = await start();
  const visit = async (name: string): Promise<void> => {
    for (const theme of ['dark', 'light'] as const) {
      await setLook(page, theme, 'de');
      expect.soft(await findings(page), `${name}, ${theme}`).toEqual([]);
    }
  };
  await walkThroughScreens({ page, sandbox, systemBrowser, visit });
});
