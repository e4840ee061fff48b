/**
 * What a connection may be allowed to do at Lexware, of all that Kontor does there; named as Lexware's scopes
 * (API reference 1.2, 1.3). An API key carries those that were chosen when it was made.
 */
export const permissions = [
  'profile.read',
  'voucherlist.read',
  'invoices.read',
  'invoices.write',
  'contacts.read',
  'contacts.write',
  'articles.read',
  'files.write',
  'vouchers.read',
  'payments.read',
] as const;
export type Permission = (typeof permissions)[number];
