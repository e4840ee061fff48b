import type { AppError } from '../../domain/errors.ts';
import type { Article, Contact, NewContact } from '../../domain/contact.ts';
import type { Invoice, Payment, VoucherRow } from '../../domain/voucher.ts';
import type { PaymentTerm, TaxType } from '../../domain/invoice-draft.ts';
import type { Result } from '../../domain/result.ts';
import type { IsoDate } from '../../domain/primitives.ts';

/**
 * What is proved about a failed call. Only `notSent` and `rateLimited` may be repeated by themselves: the request
 * did not reach Lexware, or Lexware says that it did not carry it out (API reference 2.1). `definite` is an answer
 * that settles the matter; `unknown` is everything else, because there is no idempotency key (API reference 5).
 */
export type FailureProof = 'notSent' | 'rateLimited' | 'definite' | 'unknown';

/** A failed call to Lexware. `retryAfterMs` only where the server named a time. */
export interface LexwareFailure {
  proof: FailureProof;
  /** 0 where there was no answer. */
  httpStatus: number;
  error: AppError;
  retryAfterMs?: number;
}

export type LexwareResult<T> = Result<T, LexwareFailure>;

/** Who is asking; the limiter serves lower numbers first: the user's click, the outbox, what is visible, sweeps. */
export const priorities = ['click', 'outbox', 'visible', 'sweep'] as const;
export type Priority = (typeof priorities)[number];

export interface CallOptions {
  priority: Priority;
  signal?: AbortSignal;
}

/** One page of Lexware's answers; `totalElements` is capped at 10,000 (API reference 3.6). */
export interface Page<T> {
  content: T[];
  last: boolean;
  totalPages: number;
  totalElements: number;
}

/** A row as the mirror keeps it: the visible row and the instants that the sync needs. */
export interface VoucherListRow extends VoucherRow {
  /** Milliseconds since 1970, server time. */
  createdMs: number;
  updatedMs: number;
  archived: boolean;
}

/** Filters of `GET /v1/voucherlist`; days are whole German days, inclusive (API reference 4.11). */
export interface VoucherListQuery {
  voucherType: string;
  voucherStatus: string;
  page: number;
  /** 1 to 250. */
  size: number;
  sort: { property: 'voucherDate' | 'createdDate' | 'updatedDate' | 'voucherNumber'; direction: 'ASC' | 'DESC' };
  voucherDateFrom?: IsoDate;
  voucherDateTo?: IsoDate;
  createdDateFrom?: IsoDate;
  createdDateTo?: IsoDate;
  updatedDateFrom?: IsoDate;
  updatedDateTo?: IsoDate;
  contactId?: string;
}

/** `GET /v1/profile` (API reference 4.16). */
export interface Profile {
  organizationId: string;
  companyName: string;
  connectionId: string | null;
  /** The German day on which the connection or the API key was made; missing where Lexware does not say, or said it to an older Kontor. */
  createdOn?: IsoDate | null;
  taxType: 'net' | 'gross' | 'vatfree';
  smallBusiness: boolean;
}

/** The answer of a creating call (API reference 3.5). */
export interface Created {
  id: string;
  createdMs: number;
}

/** The answer of `POST /v1/contacts`; unlike that for documents it is not relied on to say when. */
export interface CreatedContact {
  id: string;
}

/** The answer of an upload: the file, and the voucher that Lexware made of it (API reference 4.13). */
export interface UploadedFile {
  id: string;
  /** A newer addition of Lexware's. */
  voucherId: string | null;
}

/** A voucher that Lexware made of an uploaded file; `blank` while it is still reading it (API reference 4.13). */
export interface BookkeepingVoucher {
  id: string;
  status: VoucherRow['status'];
  /** Server time, ms. */
  createdMs: number | null;
}

/** Filters of `GET /v1/contacts` (API reference 4.9). */
export interface ContactQuery {
  /** A part of the name as `contactNameFilter` makes it; `null`: all contacts. */
  name: string | null;
  /** From 0. */
  page: number;
  /** 1 to 250. */
  size: number;
}

/** Everything of a contact that a new one can have, so that the two can be compared. */
export interface ContactDetails {
  name: NewContact['name'];
  isCustomer: boolean;
  isVendor: boolean;
  addresses: NonNullable<NewContact['address']>[];
  emails: string[];
  phones: string[];
  vatRegistrationId: string;
  /** It has something that Kontor never gives a new contact: a note, a person, a delivery address, the archive. */
  hasMore: boolean;
}

/** A contact as the mirror keeps it, with everything that tells it from others. */
export interface ContactRecord {
  contact: Contact;
  details: ContactDetails;
}

/** A file of Lexware's, or on its way there. */
export interface LexwareFile {
  fileName: string;
  mediaType: string;
  bytes: Uint8Array;
}

/** A payment condition of the company (API reference 4.15). */
export interface PaymentCondition extends PaymentTerm {
  id: string;
  organizationDefault: boolean;
}

/** A country as Lexware knows it (API reference 4.17). */
export interface Country {
  code: string;
  nameDe: string;
  nameEn: string;
}

/** The JSON body of `POST /v1/invoices`; built from a draft by `buildInvoiceBody`. */
export type InvoiceBody = Readonly<Record<string, unknown>> & { taxConditions: { taxType: TaxType } };

/** The JSON body of `POST /v1/contacts`; built by `buildContactBody`. */
export type ContactBody = Readonly<Record<string, unknown>> & { roles: { customer?: object; vendor?: object } };

/**
 * Lexware's API for one organisation: every call passes the organisation's limiter, carries its credential, is made at
 * most once, and answers a value. A 401 is answered by one refresh of the credential and one repeat, since the first
 * was proved not carried out.
 */
export interface LexwareApi {
  getProfile(options: CallOptions): Promise<LexwareResult<Profile>>;
  listVouchers(query: VoucherListQuery, options: CallOptions): Promise<LexwareResult<Page<VoucherListRow>>>;
  getInvoice(id: string, options: CallOptions): Promise<LexwareResult<Invoice>>;
  createInvoice(body: InvoiceBody, finalize: boolean, options: CallOptions): Promise<LexwareResult<Created>>;
  /** `accept` is `application/pdf` or `application/xml` (API reference 4.1.9). */
  getInvoiceFile(id: string, accept: string, options: CallOptions): Promise<LexwareResult<LexwareFile>>;
  /** What was paid on a voucher; drafts and the like are answered with 406 (API reference 4.14). */
  listPayments(voucherId: string, options: CallOptions): Promise<LexwareResult<Payment[]>>;
  listContacts(page: number, size: number, options: CallOptions): Promise<LexwareResult<Page<Contact>>>;
  /** Lexware ignores filters that it does not know, so an answer may hold more than was asked for. */
  searchContacts(query: ContactQuery, options: CallOptions): Promise<LexwareResult<Page<ContactRecord>>>;
  getContact(id: string, options: CallOptions): Promise<LexwareResult<Contact>>;
  createContact(body: ContactBody, options: CallOptions): Promise<LexwareResult<CreatedContact>>;
  /** Equal bytes are answered with the ids that they already have (API reference 4.13). */
  uploadFile(file: LexwareFile, options: CallOptions): Promise<LexwareResult<UploadedFile>>;
  /** 404 for some seconds after an upload (API reference 4.13). */
  getBookkeepingVoucher(id: string, options: CallOptions): Promise<LexwareResult<BookkeepingVoucher>>;
  listArticles(page: number, size: number, options: CallOptions): Promise<LexwareResult<Page<Article>>>;
  listPaymentConditions(options: CallOptions): Promise<LexwareResult<PaymentCondition[]>>;
  listCountries(options: CallOptions): Promise<LexwareResult<Country[]>>;
}

/** What proves to Lexware who is calling. The auth part implements it; secrets stay inside. */
export interface Credential {
  /** The bearer to send, refreshed beforehand where it is about to expire. */
  getBearer(): Promise<Result<string, AppError>>;
  /** Told that this bearer was answered with 401; answers whether a new one may work. */
  renewAfter401(refused: string): Promise<Result<string, AppError>>;
}
