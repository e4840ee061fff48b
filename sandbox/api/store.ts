import { randomUUID } from 'node:crypto';
import type { JsonObject } from './json.ts';

/** Documents written in Lexware (API reference 4.1–4.7). */
export const salesKinds = [
  'invoice',
  'downpaymentinvoice',
  'creditnote',
  'orderconfirmation',
  'quotation',
  'deliverynote',
] as const;
export type SalesKind = (typeof salesKinds)[number];

/** Bookkeeping vouchers: receipts and invoices made elsewhere (API reference 4.12). */
export const bookkeepingKinds = ['salesinvoice', 'salescreditnote', 'purchaseinvoice', 'purchasecreditnote'] as const;
export type BookkeepingKind = (typeof bookkeepingKinds)[number];
export type VoucherKind = SalesKind | BookkeepingKind;

/** The statuses of the voucherlist that a voucher can be stored with; `overdue` is only ever derived. */
export type VoucherStatus =
  | 'draft'
  | 'open'
  | 'paid'
  | 'paidoff'
  | 'voided'
  | 'transferred'
  | 'sepadebit'
  | 'accepted'
  | 'rejected'
  | 'unchecked'
  | 'blank';

/** Money that came in or went out for a voucher (API reference 4.14). */
export interface Payment {
  type: string;
  ms: number;
  cents: number;
}

/** One document or bookkeeping voucher. Times in ms since 1970, amounts in cents. */
export interface Voucher {
  id: string;
  kind: VoucherKind;
  status: VoucherStatus;
  number?: string;
  voucherMs: number;
  dueMs?: number;
  createdMs: number;
  updatedMs: number;
  version: number;
  contactId?: string;
  contactName: string;
  totalCents?: number;
  openCents?: number;
  archived: boolean;
  payments: Payment[];
  fileIds: string[];
  related: { id: string; number: string; kind: VoucherKind }[];
  /** Not there before this instant: uploads are worked on for a while (API reference 4.13). */
  visibleFromMs?: number;
  /** The fields that are particular to the kind, as they are sent. */
  content: JsonObject;
}

export interface StoredFile {
  id: string;
  name: string;
  mediaType: string;
  bytes: Buffer;
  sha256: string;
  voucherId: string;
}

export interface PaymentCondition {
  id: string;
  organizationDefault: boolean;
  template: string;
  days: number;
  discount?: { percent: number; days: number };
}

/** The company's own data, for the letterhead and the electronic invoice. */
export interface Letterhead {
  name: string;
  street: string;
  zip: string;
  city: string;
  phone: string;
  email: string;
  web: string;
  taxNumber: string;
  vatId: string;
  bank: string;
  iban: string;
  bic: string;
  register: string;
  managers: string;
}

/** Everything that one company has in Lexware. */
export interface Organisation {
  id: string;
  letterhead: Letterhead;
  taxType: 'net' | 'gross' | 'vatfree';
  smallBusiness: boolean;
  distanceSalesPrinciple?: 'ORIGIN' | 'DESTINATION';
  /** The account's switch that makes finalised invoices ZUGFeRD documents (API reference 4.1.8). */
  eInvoice: boolean;
  connectionId: string;
  user: { id: string; name: string; email: string };
  connectedMs: number;
  printLayoutId: string;
  paymentConditions: PaymentCondition[];
  vouchers: Map<string, Voucher>;
  contacts: Map<string, JsonObject>;
  articles: Map<string, JsonObject>;
  files: Map<string, StoredFile>;
  /** Vouchers of uploads that are still being worked on. */
  uploads: Voucher[];
  counters: Map<string, number>;
}

/** Takes the next value of a number range, which starts at `first`. */
export function nextNumber(organisation: Organisation, range: string, first: number): number {
  const value = organisation.counters.get(range) ?? first;
  organisation.counters.set(range, value + 1);
  return value;
}

const prefixes: Record<SalesKind, string> = {
  invoice: 'RE',
  downpaymentinvoice: 'RE',
  creditnote: 'GS',
  orderconfirmation: 'AB',
  quotation: 'AG',
  deliverynote: 'LS',
};

/** The next document number of a kind, such as `RE0042`; drafts get one too (API reference 4.1). */
export function nextVoucherNumber(organisation: Organisation, kind: SalesKind): string {
  const prefix = prefixes[kind];
  return `${prefix}${String(nextNumber(organisation, prefix, 1)).padStart(4, '0')}`;
}

/** A new random id. */
export function newId(): string {
  return randomUUID();
}
