import type { Page } from '@playwright/test';
import type { KontorApi } from '../../../preload/contract.ts';
import type { Settings } from '../../../domain/settings.ts';

declare global {
  interface Window {
    kontor: KontorApi;
  }
}

export type Theme = Exclude<Settings['theme'], 'system'>;
export type Locale = Exclude<Settings['locale'], 'system'>;

/** Sets theme and language as the settings screen does, and waits until the page has followed. */
export async function setLook(page: Page, theme: Theme, locale: Locale): Promise<void> {
  await page.evaluate((patch) => window.kontor.settings.set(patch), { theme, locale });
  await page.waitForFunction(
    (wanted) => {
      const { lang, dataset } = document.documentElement;
      return lang === wanted.locale && dataset['theme'] === wanted.theme;
    },
    { theme, locale },
  );
}

/** Sets the page's size in percent, as the zoom commands do, and waits until it is drawn so. */
export async function setZoom(page: Page, zoom: number): Promise<void> {
  await page.evaluate((percent) => window.kontor.settings.set({ zoom: percent }), zoom);
  await page.waitForFunction((percent) => Math.abs(devicePixelRatio * 100 - percent) < 1, zoom);
}
