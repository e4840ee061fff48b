import { expect, type Locator, type Page } from '@playwright/test';

/** What has the focus, in words; `null` where that is nothing, or nothing that is to be seen. */
async function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return null;
    const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
    const isInWindow = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight && width * height > 0;
    const isShown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    return isShown && isInWindow ? `${element.tagName} ${element.getAttribute('aria-label') ?? ''}` : null;
  });
}

/** After every step the keyboard is somewhere: on something that is to be seen. */
export async function expectFocus(page: Page, step: string): Promise<void> {
  await expect.poll(() => focused(page), { message: `focus after: ${step}` }).not.toBeNull();
}

/** Presses Tab, or Shift with it, until the focus is on the element, as somebody does who has no mouse. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.first().waitFor();
  for (let press = 0; press < 80; press += 1) {
    if (await target.first().evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${String(target)} is not reached by ${key}`);
}
