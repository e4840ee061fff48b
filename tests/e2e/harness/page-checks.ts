import type { Page } from '@playwright/test';

/**
 * What of the page's texts is cut off: an element that hides what overflows it, holds text of its own and is too small
 * for it. Where it may be cut, a `title` on it or around it tells the whole.
 */
export async function clippedTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isHidden = (element: Element): boolean => element.closest('.visually-hidden, [aria-hidden="true"]') !== null;
    const hasText = (element: Element): boolean =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '');
    const isCut = (element: HTMLElement): boolean => {
      const { overflowX, overflowY, clipPath } = getComputedStyle(element);
      if (clipPath !== 'none' || element.clientWidth <= 1) return false;
      const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';
      const isWider = hides(overflowX) && element.scrollWidth > element.clientWidth + 1;
      return isWider || (hides(overflowY) && element.scrollHeight > element.clientHeight + 2);
    };
    return [...document.querySelectorAll<HTMLElement>('#app *')]
      .filter((element) => element.checkVisibility() && !isHidden(element) && hasText(element) && isCut(element))
      .filter((element) => element.closest('[title]') === null)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}: ${element.textContent.trim()}`);
  });
}

/** The controls that can't be brought into the window by scrolling, or lie under something else there. */
export async function unreachableControls(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const selector = 'button, a[href], input, select, textarea, [tabindex="0"], [role="option"], [role="tab"]';
    const nameOf = (element: Element): string =>
      `${element.tagName.toLowerCase()} ${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 60)}`;
    const isMeant = (element: HTMLElement): boolean =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      !element.matches('.skip, :disabled') &&
      element.closest('.visually-hidden, [inert], [aria-hidden="true"]') === null;
    const isReached = (element: HTMLElement): boolean => {
      element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const x = (Math.max(0, left) + Math.min(innerWidth, right)) / 2;
      const y = (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2;
      const hit = document.elementFromPoint(x, y);
      return hit !== null && (element.contains(hit) || hit.contains(element) || hit.closest('label') !== null);
    };
    // What lies over the page keeps the rest of it from being used, and so from being reached.
    const over = [...document.querySelectorAll('[role="dialog"], [role="alertdialog"], [data-popover-content]')].at(-1);
    const controls = [...(over ?? document).querySelectorAll<HTMLElement>(selector)];
    return controls.filter((element) => isMeant(element) && !isReached(element)).map(nameOf);
  });
}
