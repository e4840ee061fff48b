import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on the screen, a line each. Electron opens no second page for axe's usual way. */
export async function axeFindings(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).withTags(rules).setLegacyMode(true);
  // What floats over the work hides parts of it, and what is left of a button there is no button that is too small.
  if ((await page.locator('[data-popover-content]').count()) > 0) axe.exclude('main');
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`));
}
