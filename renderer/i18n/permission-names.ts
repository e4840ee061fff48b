import type { Permission } from '../../domain/permission.ts';
import { m } from './paraglide/messages.js';

/** What each permission allows, in plain words. */
export const permissionNames: Record<Permission, () => string> = {
  'profile.read': () => m.permission_profile_read(),
  'voucherlist.read': () => m.permission_voucherlist_read(),
  'invoices.read': () => m.permission_invoices_read(),
  'invoices.write': () => m.permission_invoices_write(),
  'contacts.read': () => m.permission_contacts_read(),
  'contacts.write': () => m.permission_contacts_write(),
  'articles.read': () => m.permission_articles_read(),
  'files.write': () => m.permission_files_write(),
  'vouchers.read': () => m.permission_vouchers_read(),
  'payments.read': () => m.permission_payments_read(),
};
