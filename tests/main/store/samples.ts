import { randomUUID } from 'node:crypto';
import type { Article, Contact, NewContact } from '../../../domain/contact.ts';
import type { InvoiceDraft } from '../../../domain/invoice-draft.ts';
import type { Invoice } from '../../../domain/voucher.ts';
import type { LexwareFile, VoucherListRow } from '../../../main/lexware/api.ts';

/** A row of the voucherlist. */
export function sampleRow(change: Partial<VoucherListRow> = {}): VoucherListRow {
  return {
    id: randomUUID(),
    voucherType: 'invoice',
    status: 'open',
    number: 'RE0001',
    voucherDate: '2026-09-01',
    dueDate: '2026-09-15',
    contactId: null,
    contactName: 'Nordlicht Werkstatt GmbH',
    totalCents: 11900,
    openCents: 11900,
    createdMs: 1_788_000_000_000,
    updatedMs: 1_788_000_000_000,
    archived: false,
    ...change,
  };
}

/** A draft that may be sent: one line, 119.00 € gross. */
export function sampleDraft(change: Partial<InvoiceDraft> = {}): InvoiceDraft {
  return {
    id: randomUUID(),
    language: 'de',
    recipient: {
      kind: 'oneTime',
      name: 'Ida Petersen',
      supplement: '',
      street: 'Hafenweg 7',
      zip: '24103',
      city: 'Kiel',
      countryCode: 'DE',
    },
    voucherDate: '2026-09-01',
    shipping: { type: 'service', date: '2026-09-01', endDate: null },
    taxType: 'net',
    lineItems: [
      {
        type: 'custom',
        id: randomUUID(),
        name: 'Beratung',
        description: '',
        quantity: '1',
        unitName: 'Stunde',
        unitPrice: '100',
        taxRatePercentage: 19,
        discountPercentage: '',
      },
    ],
    totalDiscount: { kind: 'none' },
    paymentTerm: null,
    title: '',
    introduction: '',
    remark: '',
    ...change,
  };
}

export function sampleContact(change: Partial<Contact> = {}): Contact {
  return {
    id: randomUUID(),
    name: 'Nordlicht Werkstatt GmbH',
    customerNumber: 10017,
    isCompany: true,
    isCustomer: true,
    isVendor: false,
    invoiceable: true,
    address: { supplement: '', street: 'Hafenweg 7', zip: '24103', city: 'Kiel', countryCode: 'DE' },
    email: 'rechnung@nordlicht.example',
    pending: false,
    ...change,
  };
}

/** A company to be created, which can then be invoiced. */
export function sampleNewContact(change: Partial<NewContact> = {}): NewContact {
  return {
    name: { kind: 'company', name: 'Nordlicht Werkstatt GmbH' },
    isCustomer: true,
    isVendor: false,
    address: { supplement: '', street: 'Hafenweg 7', zip: '24103', city: 'Kiel', countryCode: 'DE' },
    email: 'rechnung@nordlicht.example',
    phone: '0431 5550',
    vatRegistrationId: 'DE123456789',
    ...change,
  };
}

/** A recipient that is a contact. */
export function sampleRecipient(contactId: string, name = 'Nordlicht Werkstatt GmbH'): InvoiceDraft['recipient'] {
  return { kind: 'contact', contactId, name, supplement: '', street: '', zip: '', city: '', countryCode: '' };
}

/** A receipt whose bytes differ by `text`. */
export function sampleReceipt(text: string, fileName = 'Quittung.pdf'): LexwareFile {
  return { fileName, mediaType: 'application/pdf', bytes: new TextEncoder().encode(`%PDF-1.4 ${text}`) };
}

export function sampleArticle(change: Partial<Article> = {}): Article {
  return {
    id: randomUUID(),
    type: 'service',
    number: 'B-100',
    title: 'Beratung',
    description: '',
    unitName: 'Stunde',
    leadingPrice: 'net',
    netPrice: '95.00',
    grossPrice: '113.05',
    taxRatePercentage: 19,
    ...change,
  };
}

export function sampleInvoice(change: Partial<Invoice> = {}): Invoice {
  return {
    id: randomUUID(),
    number: 'RE0001',
    status: 'open',
    voucherDate: '2026-09-01',
    dueDate: '2026-09-15',
    shipping: { type: 'service', date: '2026-09-01', endDate: null },
    recipient: {
      contactId: null,
      name: 'Ida Petersen',
      supplement: '',
      street: 'Hafenweg 7',
      zip: '24103',
      city: 'Kiel',
      countryCode: 'DE',
    },
    taxType: 'net',
    lineItems: [
      {
        type: 'custom',
        name: 'Beratung',
        description: '',
        quantity: '1',
        unitName: 'Stunde',
        unitPrice: '100.00',
        taxRatePercentage: 19,
        discountPercentage: null,
        amountCents: 10000,
      },
    ],
    netCents: 10000,
    taxCents: 1900,
    grossCents: 11900,
    openCents: null,
    taxes: [{ ratePercentage: 19, netCents: 10000, taxCents: 1900 }],
    paymentTermLabel: '',
    title: '',
    introduction: '',
    remark: '',
    electronicDocumentProfile: 'NONE',
    relatedVouchers: [],
    ...change,
  };
}
