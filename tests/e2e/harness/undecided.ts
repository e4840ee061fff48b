import type { Page } from '@playwright/test';
import type { TestSandbox } from './sandbox.ts';
import { goTo, writeInvoice } from './steps.ts';

const name = 'Gasthof Sonne';

/** What another program writes at Lexware: nearly the invoice that Kontor is about to send. */
function nearlyTheSame(): unknown {
  const day = `${new Date().toISOString().slice(0, 10)}T12:00:00.000+01:00`;
  const unitPrice = { currency: 'EUR', netAmount: 95, taxRatePercentage: 19 };
  return {
    voucherDate: day,
    address: { name, countryCode: 'DE' },
    lineItems: [{ type: 'custom', name: 'Beratung', quantity: 6, unitName: 'Stunde', unitPrice }],
    totalPrice: { currency: 'EUR' },
    taxConditions: { taxType: 'net' },
    shippingConditions: { shippingType: 'service', shippingDate: day },
  };
}

/**
 * Sends an invoice whose connection breaks before Lexware has done anything, while another program writes one that is
 * nearly the same: after more than a minute of looking, Kontor has to ask which it is.
 */
export async function leaveUndecided(page: Page, { sandbox, apiUrl, company }: TestSandbox): Promise<void> {
  await writeInvoice(page, name, [{ name: 'Beratung vor Ort', quantity: '6,5', price: '95' }]);
  const answer = await fetch(`${apiUrl}/v1/invoices?finalize=true`, {
    method: 'POST',
    headers: { authorization: `Bearer ${company.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(nearlyTheSame()),
  });
  if (answer.status !== 201) throw new Error(`the sandbox has refused it: ${await answer.text()}`);
  sandbox.admin.addFault({ kind: 'resetBefore', count: 1, method: 'POST' });
  await page.getByRole('button', { name: 'Senden und festschreiben' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Senden und festschreiben' }).click();
  await page.getByText('Noch nicht sicher, ob die Rechnung angekommen ist').first().waitFor();
  await goTo(page, 'Rechnungen');
}
