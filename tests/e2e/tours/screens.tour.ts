import path from 'node:path';
import type { Page } from '@playwright/test';
import { setLook } from '../harness/page-api.ts';
import { test } from '../harness/test.ts';
import { walkThroughScreens } from '../harness/walk.ts';

const output = path.join(process.env['KONTOR_E2E_OUTPUT'] ?? 'out', 'screens');
const themes = ['light', 'dark'] as const;
const locales = ['de', 'en'] as const;

test.setTimeout(600_000);

/** Takes the picture of what is shown in both themes and both languages, and goes back to where it was. */
async function shoot(page: Page, name: string): Promise<void> {
  for (const locale of locales) {
    for (const theme of themes) {
      await setLook(page, theme, locale);
      await page.screenshot({ path: path.join(output, `${name}-${locale}-${theme}.png`) });
    }
  }
  await setLook(page, 'light', 'de');
}

test('every screen, in both themes and both languages', async ({ start, sandbox, systemBrowser }) => {
  const { page } = await start();
  await walkThroughScreens({ page, sandbox, systemBrowser, visit: (name) => shoot(page, name), withDecision: true });
});
