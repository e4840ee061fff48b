import type { Page } from '@playwright/test';
import { axeFindings } from './harness/axe.ts';
import { expect, test } from './harness/test.ts';
import { walkThroughScreens } from './harness/walk.ts';

/** Counts, from now on, what the content security policy refuses; answers how to ask for it. */
async function countViolations(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const refused: string[] = [];
    Object.assign(window, { refusedByPolicy: refused });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) =>
      refused.push(`${effectiveDirective} ${blockedURI} ${sourceFile}`),
    );
  });
  return () => page.evaluate(() => (window as unknown as { refusedByPolicy: string[] }).refusedByPolicy);
}

test('axe finds nothing on any screen, in either theme, and no screen violates the content security policy', async ({
  start,
  sandbox,
  systemBrowser,
}) => {
  test.setTimeout(600_000);
  const { page } = await start();
  const violations = await countViolations(page);
  const visit = async (name: string): Promise<void> => {
    expect.soft(await axeFindings(page), name).toEqual([]);
  };
  await walkThroughScreens({ page, sandbox, systemBrowser, visit, withDecision: true });
  expect(await violations()).toEqual([]);
});
