import type { ElectronApplication, Locator, Page } from '@playwright/test';

/**
 * Presses a button that prints, and answers what the printer would get, as PDF. The system's dialog is left out: what it
 * would print is asked of Electron.
 *
 * @param sheet what must stand on the sheet before it is printed
 */
export async function printBy(
  { page, electron }: { page: Page; electron: ElectronApplication },
  button: Locator,
  sheet: Locator,
): Promise<Uint8Array> {
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  await button.click();
  await sheet.waitFor({ state: 'attached' });
  const base64 = await electron.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // As the system's dialog does: what the page says about its paper counts, and backgrounds are left out.
    const options = { preferCSSPageSize: true, printBackground: false, pageSize: 'A4' } as const;
    return (await window?.webContents.printToPDF(options))?.toString('base64') ?? '';
  });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
