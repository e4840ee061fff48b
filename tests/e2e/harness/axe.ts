import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { setLook } from './page-api.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds, a line each. Electron opens no second page for axe's usual way. */
async function findings(page: Page, choose: (axe: AxeBuilder) => AxeBuilder): Promise<string[]> {
  const axe = choose(new AxeBuilder({ page }).setLegacyMode(true));
  // What floats over the work hides parts of it, and what is left of a button there is no button that is too small.
  if ((await page.locator('[data-popover-content]').count()) > 0) axe.exclude('main');
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`));
}

/** What axe finds on the screen in either theme. Only colours differ between them; all the rest is looked at once. */
export async function axeFindings(page: Page): Promise<string[]> {
  await setLook(page, 'dark', 'de');
  const dark = await findings(page, (axe) => axe.withRules(['color-contrast']));
  await setLook(page, 'light', 'de');
  const light = await findings(page, (axe) => axe.withTags(tags));
  return [...dark.map((line) => `dark: ${line}`), ...light.map((line) => `light: ${line}`)];
}

/** The same of a locked app, which takes no settings: only the page itself changes its theme, and goes back. */
export async function axeFindingsLocked(page: Page): Promise<string[]> {
  const shown = await page.evaluate(() => document.documentElement.dataset['theme'] ?? 'light');
  const found: string[] = [];
  for (const theme of ['dark', 'light', shown]) {
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
    const lines = await findings(page, (axe) => axe.withTags(tags));
    found.push(...lines.map((line) => `${theme}: ${line}`));
  }
  return found;
}
