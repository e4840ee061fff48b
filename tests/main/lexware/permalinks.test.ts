import { describe, expect, it } from 'vitest';
import { contactPermalink, lexwareAppUrl, voucherPermalink } from '../../../main/lexware/permalinks.ts';

const id = '4c1a7e90-5b2d-4f38-9a61-7e0d2b8c3f54';

describe('a permalink', () => {
  it.each([
    ['invoice', 'view', `https://app.lexware.de/permalink/invoices/view/${id}`],
    ['invoice', 'edit', `https://app.lexware.de/permalink/invoices/edit/${id}`],
    ['downpaymentinvoice', 'view', `https://app.lexware.de/permalink/invoices/view/${id}`],
    ['creditnote', 'view', `https://app.lexware.de/permalink/credit-notes/view/${id}`],
    ['orderconfirmation', 'view', `https://app.lexware.de/permalink/order-confirmations/view/${id}`],
    ['dunning', 'view', `https://app.lexware.de/permalink/dunnings/view/${id}`],
    ['purchaseinvoice', 'view', `https://app.lexware.de/permalink/vouchers/view/${id}`],
    ['../../evil', 'view', `https://app.lexware.de/permalink/invoices/view/${id}`],
    ['__proto__', 'view', `https://app.lexware.de/permalink/invoices/view/${id}`],
  ] as const)('leads to a voucher of type %s to %s it', (type, view, expected) => {
    expect(voucherPermalink(lexwareAppUrl, type, view, id)).toBe(expected);
  });

  it('leads to a contact, whatever ends the address of the web app', () => {
    expect(contactPermalink('https://app.lexware-sandbox.de/', id)).toBe(
      `https://app.lexware-sandbox.de/permalink/contacts/view/${id}`,
    );
  });

  it.each(['', '../x', `${id}/..`, `${id}?a`, 'javascript:alert(1)'])('is not made of %j, which is no id', (wrong) => {
    expect(voucherPermalink(lexwareAppUrl, 'invoice', 'view', wrong)).toBeNull();
    expect(contactPermalink(lexwareAppUrl, wrong)).toBeNull();
  });
});
