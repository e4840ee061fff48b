import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { documentsOf, sendDraft, sendFinalised } from '../harness/job.ts';
import { consentInBrowser, goTo, invoiceRows, listHeading, openBrowser } from '../harness/steps.ts';
import { expect, test } from '../harness/test.ts';

const output = path.join(process.env['KONTOR_E2E_OUTPUT'] ?? 'out', 'demo');

test.setTimeout(300_000);

/** Collects numbered pictures and a page of Markdown that says what each shows. */
class Report {
  readonly #lines: string[] = ['# A tour through Kontor', ''];
  #number = 0;

  async picture(page: Page, name: string, sentence: string): Promise<void> {
    this.#number += 1;
    const file = `${String(this.#number).padStart(2, '0')}-${name}.png`;
    await page.screenshot({ path: path.join(output, file) });
    this.#lines.push(`${this.#number}. ${sentence}`, '', `   ![${name}](${file})`, '');
  }

  note(sentence: string): void {
    this.#lines.push(sentence, '');
  }

  write(): void {
    fs.writeFileSync(path.join(output, 'summary.md'), `${this.#lines.join('\n').trimEnd()}\n`);
  }
}

function euros(cents: number | null): string {
  return `${((cents ?? 0) / 100).toFixed(2)} €`;
}

test('the main job, from the first start to a finalised invoice', async ({ start, sandbox, systemBrowser }) => {
  fs.mkdirSync(output, { recursive: true });
  const report = new Report();
  const before = new Set(documentsOf(sandbox).map(({ id }) => id));

  const { page } = await start();
  await page.getByRole('button', { name: 'Im Browser anmelden' }).waitFor();
  await report.picture(page, 'first-start', 'The first start offers the sign-in in the browser and the API key.');
  await openBrowser(page);
  const tab = await systemBrowser.tab(sandbox.issuer);
  await report.picture(page, 'waiting', 'Kontor has opened the system browser, and waits for its answer.');
  await tab.getByLabel('Benutzername').waitFor();
  await report.picture(tab, 'browser', 'The browser shows the login page of the sandbox, the local Lexware Office.');
  await consentInBrowser(systemBrowser, sandbox.issuer, sandbox.company);
  await expect(listHeading(page)).toBeVisible({ timeout: 30_000 });
  await invoiceRows(page).nth(5).waitFor();
  await report.picture(page, 'list', `The browser answered on the app's own scheme: ${sandbox.company.name} is open.`);

  await page.getByRole('gridcell', { name: 'Überfällig' }).first().click();
  await expect(page.locator('[data-drawn="true"]').first()).toBeVisible({ timeout: 30_000 });
  await report.picture(page, 'invoice', 'An overdue invoice, with the PDF that Lexware made.');

  const draft = await sendDraft(page);
  await report.picture(page, 'draft-sent', `An invoice to ${draft.name} was sent as a draft.`);
  const finalised = await sendFinalised(page);
  await report.picture(page, 'finalised', `An invoice to ${finalised.name} was finalised; its PDF is here already.`);
  await goTo(page, 'Ausgang');
  await report.picture(page, 'outbox', 'The outbox keeps what was sent, and what became of it.');

  const added = documentsOf(sandbox).filter(({ id }) => !before.has(id));
  const lines = added.map(
    ({ contactName, totalCents, status, number }) =>
      `- ${contactName}: ${euros(totalCents)}, ${status}, ${number ?? 'no number yet'}`,
  );
  report.note('What the sandbox holds in addition, as it tells itself:');
  report.note(lines.join('\n'));
  report.write();
});
