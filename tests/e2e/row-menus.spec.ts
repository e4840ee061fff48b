import type { Locator, Page } from '@playwright/test';
import { expectFocus } from './harness/focus.ts';
import { goTo, invoiceRows, signInByApiKey, writeInvoice } from './harness/steps.ts';
import { expect, test } from './harness/test.ts';

const line = { name: 'Beratung vor Ort', quantity: '2', price: '95' };

/** Opens the menu of what has the focus by key, and answers it. */
async function menuByKey(page: Page): Promise<Locator> {
  await page.keyboard.press('Shift+F10');
  const menu = page.getByRole('menu');
  await expect(menu).toBeVisible();
  return menu;
}

async function closeMenu(page: Page, step: string): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expectFocus(page, step);
}

test('rows of every list have their menu, by key and by right click, and the keyboard comes back', async ({
  start,
  sandbox,
}) => {
  const { page } = await start();
  await signInByApiKey(page, sandbox);
  await invoiceRows(page).nth(5).waitFor();
  await writeInvoice(page, 'Gasthof Sonne', [line, { ...line, name: 'Anfahrt' }]);
  await page.getByText(/^Gespeichert um/).waitFor();

  // A line's menu opens beside its fields; in a field, text has the system's menu.
  await page.getByTitle(/^Position 2 /).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Nach oben' }).click();
  await expect(page.getByLabel('Bezeichnung, Position 1')).toHaveValue('Anfahrt');

  await goTo(page, 'Entwürfe');
  const draft = page.getByRole('button', { name: 'Gasthof Sonne', exact: true });
  await draft.focus();
  await expect((await menuByKey(page)).getByRole('menuitem')).toHaveCount(3);
  await closeMenu(page, 'the menu of a draft');
  await expect(draft).toBeFocused();
  await draft.click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Duplizieren/ }).click();
  await expect(page.getByRole('button', { name: 'Gasthof Sonne', exact: true })).toHaveCount(2);

  await goTo(page, 'Übersicht');
  const debtor = page.getByRole('region', { name: 'Wer am meisten schuldet' }).getByRole('button').first();
  await debtor.focus();
  await menuByKey(page);
  await closeMenu(page, 'the menu of a debtor');
  await expect(debtor).toBeFocused();

  await goTo(page, 'Kontakte');
  const contacts = page.getByRole('grid');
  await page.getByRole('row').nth(2).click();
  await contacts.focus();
  await menuByKey(page);
  await closeMenu(page, 'the menu of a contact');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Kontakt im Einzelnen' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(contacts).toBeFocused();
});

test('an operation of the outbox is taken back by its menu', async ({ start, sandbox }) => {
  const { page } = await start();
  await signInByApiKey(page, sandbox);
  await invoiceRows(page).nth(5).waitFor();
  sandbox.sandbox.admin.addFault({ kind: 'refuse' });
  await writeInvoice(page, 'Gasthof Sonne', [line]);
  await page.getByRole('button', { name: 'Als Entwurf senden' }).click();
  await goTo(page, 'Ausgang');
  const list = page.getByRole('listbox');
  await expect(list.getByRole('option', { name: /Gasthof Sonne/ })).toBeVisible();
  await list.focus();
  const menu = await menuByKey(page);
  await menu.getByRole('menuitem', { name: 'Zurücknehmen' }).press('Enter');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Zurücknehmen' }).click();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expectFocus(page, 'taking back');
});
