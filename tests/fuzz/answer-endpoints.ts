import * as v from 'valibot';
import { articleSchema, contactSchema } from '../../domain/contact.ts';
import { paymentTermSchema } from '../../domain/invoice-draft.ts';
import { idSchema, isoDateSchema } from '../../domain/primitives.ts';
import { invoiceSchema, paymentSchema, voucherRowSchema } from '../../domain/voucher.ts';
import type { LexwareApi, LexwareResult } from '../../main/lexware/api.ts';
import * as samples from '../main/lexware/wire/samples.ts';

/** One call to Lexware with a good answer to it, and with what its outcome has to be whatever comes. */
export interface Endpoint {
  name: string;
  call: (api: LexwareApi) => Promise<LexwareResult<unknown>>;
  /** A value that is sent as JSON, or the bytes of a document. */
  answer: unknown;
  mediaType: string;
  model: v.GenericSchema;
  isPost: boolean;
}

const { id } = samples.invoice;
const click = { priority: 'click' } as const;
const instant = v.pipe(v.number(), v.safeInteger());
const bytes = v.instance(Uint8Array);
const page = (row: v.GenericSchema): v.GenericSchema =>
  v.strictObject({ content: v.array(row), last: v.boolean(), totalPages: v.number(), totalElements: v.number() });
const addressSchema = v.record(v.picklist(['supplement', 'street', 'zip', 'city', 'countryCode']), v.string());
const detailsSchema = v.strictObject({
  name: v.looseObject({ kind: v.picklist(['company', 'person']) }),
  isCustomer: v.boolean(),
  isVendor: v.boolean(),
  addresses: v.array(addressSchema),
  emails: v.array(v.string()),
  phones: v.array(v.string()),
  vatRegistrationId: v.string(),
  hasMore: v.boolean(),
});
const fileSchema = v.strictObject({
  fileName: v.pipe(v.string(), v.regex(/^[^/\\\0]{1,200}\.(pdf|xml)$/)),
  mediaType: v.picklist(['application/pdf', 'application/xml', 'text/xml']),
  bytes,
});
const json = 'application/json';

/** A GET with a JSON answer. */
function get(name: string, call: Endpoint['call'], answer: unknown, model: v.GenericSchema): Endpoint {
  return { name, call, answer, model, mediaType: json, isPost: false };
}

/** A POST with a JSON answer. */
function post(name: string, call: Endpoint['call'], answer: unknown, model: v.GenericSchema): Endpoint {
  return { ...get(name, call, answer, model), isPost: true };
}

/** Every call that Kontor makes to Lexware. */
export const endpoints: readonly Endpoint[] = [
  get(
    'profile',
    (api) => api.getProfile(click),
    samples.profile,
    v.strictObject({
      organizationId: idSchema,
      companyName: v.string(),
      connectionId: v.nullable(v.string()),
      createdOn: v.optional(v.nullable(isoDateSchema)),
      taxType: v.picklist(['net', 'gross', 'vatfree']),
      smallBusiness: v.boolean(),
    }),
  ),
  get(
    'voucherlist',
    (api) =>
      api.listVouchers(
        {
          voucherType: 'invoice',
          voucherStatus: 'any',
          page: 0,
          size: 250,
          sort: { property: 'updatedDate', direction: 'ASC' },
        },
        click,
      ),
    samples.pageOf(samples.row, { ...samples.row, dueDate: null }),
    page(
      v.strictObject({ ...voucherRowSchema.entries, createdMs: instant, updatedMs: instant, archived: v.boolean() }),
    ),
  ),
  get('invoice', (api) => api.getInvoice(id, click), samples.invoice, invoiceSchema),
  post(
    'create-invoice',
    (api) => api.createInvoice({ taxConditions: { taxType: 'net' } }, true, click),
    samples.created,
    v.strictObject({ id: idSchema, createdMs: instant }),
  ),
  {
    ...get('invoice-pdf', (api) => api.getInvoiceFile(id, 'application/pdf', click), '%PDF-1.7 ', fileSchema),
    mediaType: 'application/pdf',
  },
  {
    ...get('invoice-xml', (api) => api.getInvoiceFile(id, 'application/xml', click), '<Invoice/>', fileSchema),
    mediaType: 'application/xml',
  },
  get('payments', (api) => api.listPayments(id, click), samples.payments, v.array(paymentSchema)),
  get('contacts', (api) => api.listContacts(0, 250, click), samples.pageOf(samples.contact), page(contactSchema)),
  get(
    'contact-search',
    (api) => api.searchContacts({ name: 'Nähstube', page: 0, size: 250 }, click),
    samples.pageOf(samples.contact),
    page(v.strictObject({ contact: contactSchema, details: detailsSchema })),
  ),
  get('contact', (api) => api.getContact(id, click), samples.contact, contactSchema),
  post(
    'create-contact',
    (api) => api.createContact({ roles: { customer: {} } }, click),
    samples.created,
    v.strictObject({ id: idSchema }),
  ),
  post(
    'upload',
    (api) => api.uploadFile({ fileName: 'a.pdf', mediaType: 'application/pdf', bytes: new Uint8Array(4) }, click),
    { id, voucherId: samples.contact.id },
    v.strictObject({ id: idSchema, voucherId: v.nullable(idSchema) }),
  ),
  get('articles', (api) => api.listArticles(0, 250, click), samples.pageOf(samples.article), page(articleSchema)),
  get(
    'payment-conditions',
    (api) => api.listPaymentConditions(click),
    [samples.paymentCondition],
    v.array(v.object({ ...paymentTermSchema.entries, id: v.string(), organizationDefault: v.boolean() })),
  ),
  get(
    'countries',
    (api) => api.listCountries(click),
    [samples.country],
    v.array(v.strictObject({ code: v.string(), nameDe: v.string(), nameEn: v.string() })),
  ),
];
