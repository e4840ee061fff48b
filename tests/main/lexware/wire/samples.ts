/** Answers in the shape that Lexware gives (API reference 4), with invented data. */

const id = '4c1a7e90-5b2d-4f38-9a61-7e0d2b8c3f54';
const contactId = '5d2b0f3e-2a0c-4c53-9b8f-5d5b6b3a7c11';

export const row = {
  id,
  voucherType: 'invoice',
  voucherStatus: 'overdue',
  voucherNumber: 'RE1001',
  voucherDate: '2026-03-02T00:00:00.000+01:00',
  createdDate: '2026-03-02T09:30:00.500+01:00',
  updatedDate: '2026-03-02T09:31:00.000+01:00',
  dueDate: '2026-03-16T00:00:00.000+01:00',
  contactId,
  contactName: 'Weber, Jonas',
  totalAmount: 1190.1,
  openAmount: '190.10',
  currency: 'EUR',
  archived: false,
};

export const invoice = {
  id,
  organizationId: contactId,
  voucherStatus: 'open',
  voucherNumber: 'RE1001',
  voucherDate: '2026-03-02T00:00:00.000+01:00',
  dueDate: '2026-03-16T00:00:00.000+01:00',
  address: { contactId, name: 'Jonas Weber', street: 'Ring 1', zip: '50667', city: 'Köln', countryCode: 'DE' },
  electronicDocumentProfile: 'EN16931',
  lineItems: [
    {
      type: 'custom',
      name: 'Stoff',
      quantity: 2.5,
      unitName: 'm',
      unitPrice: { currency: 'EUR', netAmount: 8.3333, grossAmount: 9.92, taxRatePercentage: 19 },
      discountPercentage: 10,
      lineItemAmount: 18.75,
    },
    { type: 'text', name: 'Hinweis', description: 'Ohne Preis' },
  ],
  totalPrice: { currency: 'EUR', totalNetAmount: 18.75, totalGrossAmount: 22.31, totalTaxAmount: 3.56 },
  taxAmounts: [{ taxRatePercentage: 19, taxAmount: 3.56, netAmount: 18.75 }],
  taxConditions: { taxType: 'net' },
  paymentConditions: { paymentTermLabel: '14 Tage netto', paymentTermDuration: 14 },
  shippingConditions: { shippingType: 'service', shippingDate: '2026-03-01T00:00:00.000+01:00' },
  relatedVouchers: [{ id: contactId, voucherNumber: 'AG7', voucherType: 'quotation' }],
  title: 'Rechnung',
  introduction: 'Guten Tag',
  remark: 'Danke',
};

export const contact = {
  id: contactId,
  version: 3,
  roles: { customer: { number: 10017 } },
  company: { name: 'Nähstube GmbH', contactPersons: [{ lastName: 'Kern', primary: true }] },
  addresses: { billing: [{ street: 'Ring 1', zip: '50667', city: 'Köln', countryCode: 'DE' }] },
  emailAddresses: { office: ['buero@naehstube.example'] },
  archived: false,
};

export const article = {
  id,
  title: 'Knopf',
  description: null,
  type: 'PRODUCT',
  articleNumber: 'K-1',
  gtin: null,
  unitName: 'Stück',
  price: { netPrice: 0.5, grossPrice: 0.595, leadingPrice: 'NET', taxRate: 19 },
  version: 0,
};

export const paymentCondition = {
  id,
  organizationDefault: true,
  paymentTermLabelTemplate: '{discountRange} Tage -{discount}, {paymentRange} Tage netto',
  paymentTermDuration: 30,
  paymentDiscountConditions: { discountRange: 10, discountPercentage: 2.5 },
};

export const country = { countryCode: 'FR', countryNameEN: 'France', countryNameDE: 'Frankreich' };

export const profile = {
  organizationId: contactId,
  companyName: 'Testwerk UG',
  connectionId: id,
  taxType: 'net',
  smallBusiness: false,
};

export const created = { id, resourceUri: `https://api.lexware.io/v1/invoices/${id}`, createdDate: row.createdDate };

export const payments = {
  openAmount: 162.19,
  currency: 'EUR',
  paymentStatus: 'openRevenue',
  voucherType: 'invoice',
  voucherStatus: 'open',
  paymentItems: [
    {
      paymentItemType: 'partPaymentFinancialTransaction',
      postingDate: '2026-09-10T00:00:00.000+02:00',
      amount: 200.0,
      currency: 'EUR',
    },
  ],
};

/** The envelope around rows. */
export function pageOf(...content: unknown[]): Record<string, unknown> {
  return { content, first: true, last: true, totalPages: 1, totalElements: content.length, size: 250, number: 0 };
}
