import { expect, test } from 'vitest';
import { invoicePermalink, lexwareAppUrl } from '../../../main/lexware/permalinks.ts';

const id = '4c1a7e90-5b2d-4f38-9a61-7e0d2b8c3f54';

test('an invoice can be opened to be looked at and to be edited', () => {
  expect(invoicePermalink(lexwareAppUrl, 'view', id)).toBe(`https://app.lexware.de/permalink/invoices/view/${id}`);
  expect(invoicePermalink('https://app.lexware-sandbox.de/', 'edit', id)).toBe(
    `https://app.lexware-sandbox.de/permalink/invoices/edit/${id}`,
  );
});

test.each(['', '../x', `${id}/..`, `${id}?a`, 'javascript:alert(1)'])('%j is no id and gets no link', (wrong) => {
  expect(invoicePermalink(lexwareAppUrl, 'view', wrong)).toBeNull();
});
