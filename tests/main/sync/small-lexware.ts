import { randomUUID } from 'node:crypto';
import type { Article, Contact } from '../../../domain/contact.ts';
import { appError } from '../../../domain/errors.ts';
import { fail, ok } from '../../../domain/result.ts';
import type { Invoice, Payment } from '../../../domain/voucher.ts';
import type {
  BookkeepingVoucher,
  ContactBody,
  ContactQuery,
  ContactRecord,
  Country,
  Created,
  CreatedContact,
  InvoiceBody,
  LexwareApi,
  LexwareFailure,
  LexwareFile,
  LexwareResult,
  Page,
  PaymentCondition,
  Profile,
  UploadedFile,
  VoucherListQuery,
  VoucherListRow,
} from '../../../main/lexware/api.ts';
import { isNamed, recordOfBody, SmallInbox } from './small-lexware-contacts.ts';
import { invoiceOfBody } from './small-lexware-invoice.ts';

/** What a call meets. `…After`: the work is done all the same. */
export type Fault =
  | 'none'
  | 'notSent'
  | 'rateLimited'
  | 'refused'
  | 'signedOut'
  | 'unknownBefore'
  | 'unknownAfter'
  | 'throws'
  | 'throwsAfter';

export const createFaults: readonly Fault[] = [
  'none',
  'notSent',
  'rateLimited',
  'refused',
  'signedOut',
  'unknownBefore',
  'unknownAfter',
  'throws',
  'throwsAfter',
];

/** One call that was made. */
export interface Call {
  name: keyof LexwareApi;
  query?: VoucherListQuery | ContactQuery;
  body?: InvoiceBody | ContactBody;
  finalize?: boolean;
}

const failures: Readonly<Record<Exclude<Fault, 'none' | 'throws' | 'throwsAfter'>, LexwareFailure>> = {
  notSent: { proof: 'notSent', httpStatus: 0, error: appError('lexware_unreachable') },
  rateLimited: { proof: 'rateLimited', httpStatus: 429, error: appError('lexware_rate_limited') },
  refused: {
    proof: 'definite',
    httpStatus: 406,
    error: appError('lexware_validation_failed', { fields: [{ field: 'recipient', code: 'NOTNULL' }] }),
  },
  signedOut: { proof: 'definite', httpStatus: 401, error: appError('session_expired') },
  unknownBefore: { proof: 'unknown', httpStatus: 503, error: appError('lexware_unavailable') },
  unknownAfter: { proof: 'unknown', httpStatus: 504, error: appError('lexware_timeout') },
};

const notFound: LexwareFailure = { proof: 'definite', httpStatus: 404, error: appError('lexware_not_found') };

/** A small Lexware in memory: does what the API reference says of the calls that the sync makes, and fails on demand. */
export class SmallLexware implements LexwareApi {
  readonly invoices = new Map<string, Invoice>();
  readonly rows = new Map<string, VoucherListRow>();
  /** What the list of contacts has; `records` are those with everything that was given. */
  readonly contacts: Contact[] = [];
  readonly records = new Map<string, ContactRecord>();
  readonly inbox = new SmallInbox();
  readonly articles: Article[] = [];
  readonly calls: Call[] = [];
  /** What the next call of a name meets; each is used once. */
  readonly faults: Partial<Record<keyof LexwareApi, Fault[]>> = {};
  /** What every call meets while it is not `none`. */
  weather: Fault = 'none';
  /** How long the voucherlist lags behind, ms. */
  indexLagMs = 0;
  /** Unknown parameters are ignored (API reference 3.6); here, as a test wants it. */
  ignoresUpdatedFilter = false;
  refusesUpdatedSort = false;
  /** Whether the filter on a contact's name is an unknown one, so that all are listed; or finds nothing at all. */
  nameFilter: 'works' | 'ignored' | 'blind' = 'works';
  /** Called when a create call has arrived, before anything else. */
  onArrival: () => void | Promise<void> = () => undefined;
  readonly #clock: { now: () => number };
  #numbers = 0;

  /** @param clock Lexware's own */
  constructor(clock: { now: () => number }) {
    this.#clock = clock;
  }

  /** Creates a document as somebody in the web app would. */
  create(body: InvoiceBody, finalize: boolean): Created {
    this.#numbers += 1;
    const number = `RE${String(this.#numbers).padStart(4, '0')}`;
    const invoice = invoiceOfBody(body, randomUUID(), number, finalize);
    const createdMs = this.#clock.now();
    this.invoices.set(invoice.id, invoice);
    this.add({
      id: invoice.id,
      voucherType: 'invoice',
      status: invoice.status,
      number,
      voucherDate: invoice.voucherDate,
      dueDate: invoice.dueDate,
      contactId: invoice.recipient.contactId,
      contactName: invoice.recipient.name,
      totalCents: invoice.grossCents,
      openCents: invoice.grossCents,
      createdMs,
      updatedMs: createdMs,
      archived: false,
    });
    return { id: invoice.id, createdMs };
  }

  /** Creates a contact as somebody in the web app would. */
  createAt(body: ContactBody): CreatedContact {
    const record = recordOfBody(body, randomUUID(), 10_001 + this.records.size);
    this.records.set(record.contact.id, record);
    this.contacts.push(record.contact);
    return { id: record.contact.id };
  }

  add(row: VoucherListRow): void {
    this.rows.set(row.id, row);
  }

  remove(id: string): void {
    this.rows.delete(id);
    this.invoices.delete(id);
  }

  callsOf(name: keyof LexwareApi): Call[] {
    return this.calls.filter((call) => call.name === name);
  }

  async createInvoice(body: InvoiceBody, finalize: boolean): Promise<LexwareResult<Created>> {
    this.calls.push({ name: 'createInvoice', body, finalize });
    await this.onArrival();
    return this.#meet('createInvoice', () => ok(this.create(body, finalize)));
  }

  async createContact(body: ContactBody): Promise<LexwareResult<CreatedContact>> {
    this.calls.push({ name: 'createContact', body });
    await this.onArrival();
    return this.#meet('createContact', () => ok(this.createAt(body)));
  }

  async uploadFile(file: LexwareFile): Promise<LexwareResult<UploadedFile>> {
    this.calls.push({ name: 'uploadFile' });
    await this.onArrival();
    return this.#meet('uploadFile', () => ok(this.inbox.take(file)));
  }

  async getBookkeepingVoucher(id: string): Promise<LexwareResult<BookkeepingVoucher>> {
    this.calls.push({ name: 'getBookkeepingVoucher' });
    return this.#meet('getBookkeepingVoucher', () => {
      const uploaded = [...this.inbox.files.values()].some(({ voucherId }) => voucherId === id);
      const known = this.inbox.vouchers.get(id);
      if (!uploaded || known === null) return fail(notFound);
      return ok({ id, ...(known ?? { status: 'unchecked' as const, createdMs: null }) });
    });
  }

  async searchContacts(query: ContactQuery): Promise<LexwareResult<Page<ContactRecord>>> {
    this.calls.push({ name: 'searchContacts', query });
    return this.#meet('searchContacts', () => {
      if (query.name !== null && this.nameFilter === 'blind') return ok(pageOf<ContactRecord>([], 0, query.size));
      const heard = this.nameFilter === 'ignored' ? { ...query, name: null } : query;
      const found = [...this.records.values()].filter((record) => isNamed(record, heard));
      return ok(pageOf(found, query.page, query.size));
    });
  }

  async listVouchers(query: VoucherListQuery): Promise<LexwareResult<Page<VoucherListRow>>> {
    this.calls.push({ name: 'listVouchers', query });
    return this.#meet('listVouchers', () => this.#list(query));
  }

  async getInvoice(id: string): Promise<LexwareResult<Invoice>> {
    this.calls.push({ name: 'getInvoice' });
    return this.#meet('getInvoice', () => {
      const invoice = this.invoices.get(id);
      return invoice ? ok(invoice) : fail(notFound);
    });
  }

  async listContacts(page: number, size: number): Promise<LexwareResult<Page<Contact>>> {
    this.calls.push({ name: 'listContacts' });
    return this.#meet('listContacts', () => ok(pageOf(this.contacts, page, size)));
  }

  async listArticles(page: number, size: number): Promise<LexwareResult<Page<Article>>> {
    this.calls.push({ name: 'listArticles' });
    return this.#meet('listArticles', () => ok(pageOf(this.articles, page, size)));
  }

  async getProfile(): Promise<LexwareResult<Profile>> {
    return this.#meet('getProfile', () =>
      ok({
        organizationId: 'o',
        companyName: 'Probe GmbH',
        connectionId: null,
        taxType: 'net' as const,
        smallBusiness: false,
      }),
    );
  }

  async listPayments(): Promise<LexwareResult<Payment[]>> {
    return this.#meet('listPayments', () => ok([]));
  }

  async listPaymentConditions(): Promise<LexwareResult<PaymentCondition[]>> {
    return this.#meet('listPaymentConditions', () => ok([]));
  }

  async listCountries(): Promise<LexwareResult<Country[]>> {
    return this.#meet('listCountries', () => ok([{ code: 'DE', nameDe: 'Deutschland', nameEn: 'Germany' }]));
  }

  async getContact(id: string): Promise<LexwareResult<Contact>> {
    this.calls.push({ name: 'getContact' });
    return this.#meet('getContact', () => {
      const found = this.contacts.find((contact) => contact.id === id);
      return found ? ok(found) : fail(notFound);
    });
  }

  async getInvoiceFile(): Promise<LexwareResult<LexwareFile>> {
    return fail(notFound);
  }

  #meet<T>(name: keyof LexwareApi, work: () => LexwareResult<T>): LexwareResult<T> {
    const fault = this.faults[name]?.shift() ?? this.weather;
    if (fault === 'none') return work();
    if (fault === 'throws') throw new Error('a bug');
    if (fault === 'throwsAfter' || fault === 'unknownAfter') work();
    if (fault === 'throwsAfter') throw new Error('a bug');
    return fail(failures[fault]);
  }

  #list(query: VoucherListQuery): LexwareResult<Page<VoucherListRow>> {
    if (this.refusesUpdatedSort && query.sort.property === 'updatedDate') {
      return fail({ proof: 'definite', httpStatus: 400, error: appError('lexware_validation_failed') });
    }
    if ((query.page + 1) * query.size > 10_000) {
      return fail({ proof: 'unknown', httpStatus: 500, error: appError('lexware_unavailable') });
    }
    const types = query.voucherType.split(',');
    const seen = this.#clock.now() - this.indexLagMs;
    const found = [...this.rows.values()]
      .filter((row) => types.includes(row.voucherType) && row.createdMs <= seen)
      .filter((row) => within(row.voucherDate, query.voucherDateFrom, query.voucherDateTo))
      .filter((row) => within(dayOf(row.createdMs), query.createdDateFrom, query.createdDateTo))
      .filter(
        (row) => this.ignoresUpdatedFilter || within(dayOf(row.updatedMs), query.updatedDateFrom, query.updatedDateTo),
      )
      .sort((a, b) => compareBy(query, b, a) || (a.id < b.id ? -1 : 1));
    return ok(pageOf(found, query.page, query.size));
  }
}

function compareBy({ sort }: VoucherListQuery, a: VoucherListRow, b: VoucherListRow): number {
  if (sort.property === 'createdDate') return a.createdMs - b.createdMs;
  if (sort.property === 'updatedDate') return a.updatedMs - b.updatedMs;
  return a.voucherDate < b.voucherDate ? -1 : a.voucherDate > b.voucherDate ? 1 : 0;
}

function within(day: string, from: string | undefined, to: string | undefined): boolean {
  return (from === undefined || day >= from) && (to === undefined || day <= to);
}

const berlin = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' });
function dayOf(ms: number): string {
  return berlin.format(ms);
}

function pageOf<T>(all: readonly T[], page: number, size: number): Page<T> {
  const total = Math.min(all.length, 10_000);
  const pages = Math.ceil(total / size);
  const content = all.slice(page * size, Math.min((page + 1) * size, 10_000));
  return { content, last: page + 1 >= pages, totalPages: pages, totalElements: total };
}
