import { idSchema } from '../../domain/primitives.ts';
import * as v from 'valibot';

/** Lexware Office's web app. */
export const lexwareAppUrl = 'https://app.lexware.de';

/** The part of the address that stands for a type of voucher; what is not named here is an invoice of some kind. */
const kinds: Readonly<Record<string, string>> = {
  creditnote: 'credit-notes',
  quotation: 'quotations',
  orderconfirmation: 'order-confirmations',
  deliverynote: 'delivery-notes',
  dunning: 'dunnings',
  salesinvoice: 'vouchers',
  salescreditnote: 'vouchers',
  purchaseinvoice: 'vouchers',
  purchasecreditnote: 'vouchers',
};

/**
 * The address of a voucher in the web app (API reference 3.8). Lexware shows what cannot be edited, and its list for
 * what it does not know.
 * @param appUrl such as `https://app.lexware.de`
 * @param voucherType as Lexware's list names it
 * @returns `null` if the id is no UUID, so that nothing else can get into the address
 */
export function voucherPermalink(
  appUrl: string,
  voucherType: string,
  view: 'view' | 'edit',
  id: string,
): string | null {
  const kind = Object.hasOwn(kinds, voucherType) ? kinds[voucherType] : undefined;
  return permalink(appUrl, `${kind ?? 'invoices'}/${view}`, id);
}

/** The address of a contact in the web app, where it can be changed; `null` if the id is no UUID. */
export function contactPermalink(appUrl: string, id: string): string | null {
  return permalink(appUrl, 'contacts/view', id);
}

function permalink(appUrl: string, path: string, id: string): string | null {
  return v.is(idSchema, id) ? `${appUrl.replace(/\/+$/, '')}/permalink/${path}/${id}` : null;
}
