import { createArticle, deleteArticle, listArticles, readArticle, replaceArticle } from './articles.ts';
import { createContact, listContacts, readContact, replaceContact } from './contacts.ts';
import { readSalesFile, readSalesDocumentId } from './document-file.ts';
import { readFile, uploadFile } from './files.ts';
import { createInvoice, readSalesVoucher } from './invoices.ts';
import {
  listCountries,
  listPaymentConditions,
  listPostingCategories,
  listPrintLayouts,
  readProfile,
} from './masterdata.ts';
import { readPayments } from './payments.ts';
import { notFound } from './problems.ts';
import type { Route } from './router.ts';
import type { SalesKind } from './store.ts';
import { listVouchers } from './voucherlist.ts';
import { findVouchers, readVoucher } from './vouchers.ts';

/** The path of each kind of sales document, and the permission to read it (API reference 1.3, 4). */
const salesPaths: [SalesKind, string, string][] = [
  ['invoice', 'invoices', 'invoices.read'],
  ['downpaymentinvoice', 'down-payment-invoices', 'invoices.read'],
  ['creditnote', 'credit-notes', 'credit-notes.read'],
  ['orderconfirmation', 'order-confirmations', 'order-confirmations.read'],
  ['quotation', 'quotations', 'quotations.read'],
  ['deliverynote', 'delivery-notes', 'delivery-notes.read'],
];

/** Reading, and that changing and deleting are answered with 404 (API reference 4). */
function salesRoutes([kind, path, permission]: [SalesKind, string, string]): Route[] {
  const one = `/v1/${path}/:id`;
  return [
    { method: 'GET', path: one, permission, handler: readSalesVoucher(kind) },
    { method: 'GET', path: `${one}/file`, permission, handler: readSalesFile(kind) },
    { method: 'GET', path: `${one}/document`, permission, handler: readSalesDocumentId(kind) },
    { method: 'PUT', path: one, permission, handler: notFound },
    { method: 'DELETE', path: one, permission, handler: notFound },
  ];
}

/** Every endpoint of the sandbox. */
export const routes: readonly Route[] = [
  { method: 'GET', path: '/v1/profile', permission: 'profile.read', handler: readProfile },
  { method: 'GET', path: '/v1/voucherlist', permission: 'voucherlist.read', handler: listVouchers },
  { method: 'POST', path: '/v1/invoices', permission: 'invoices.write', handler: createInvoice },
  ...salesPaths.flatMap(salesRoutes),
  { method: 'GET', path: '/v1/contacts', permission: 'contacts.read', handler: listContacts },
  { method: 'POST', path: '/v1/contacts', permission: 'contacts.write', handler: createContact },
  { method: 'GET', path: '/v1/contacts/:id', permission: 'contacts.read', handler: readContact },
  { method: 'PUT', path: '/v1/contacts/:id', permission: 'contacts.write', handler: replaceContact },
  { method: 'GET', path: '/v1/articles', permission: 'articles.read', handler: listArticles },
  { method: 'POST', path: '/v1/articles', permission: 'articles.write', handler: createArticle },
  { method: 'GET', path: '/v1/articles/:id', permission: 'articles.read', handler: readArticle },
  { method: 'PUT', path: '/v1/articles/:id', permission: 'articles.write', handler: replaceArticle },
  { method: 'DELETE', path: '/v1/articles/:id', permission: 'articles.write', handler: deleteArticle },
  { method: 'POST', path: '/v1/files', permission: 'files.write', handler: uploadFile },
  { method: 'GET', path: '/v1/files/:id', permission: 'files.read', handler: readFile },
  { method: 'GET', path: '/v1/vouchers', permission: 'vouchers.read', handler: findVouchers },
  { method: 'GET', path: '/v1/vouchers/:id', permission: 'vouchers.read', handler: readVoucher },
  { method: 'GET', path: '/v1/payments/:id', permission: 'payments.read', handler: readPayments },
  { method: 'GET', path: '/v1/payment-conditions', permission: undefined, handler: listPaymentConditions },
  { method: 'GET', path: '/v1/countries', permission: undefined, handler: listCountries },
  { method: 'GET', path: '/v1/posting-categories', permission: undefined, handler: listPostingCategories },
  { method: 'GET', path: '/v1/print-layouts', permission: undefined, handler: listPrintLayouts },
];
