import { idSchema } from '../../domain/primitives.ts';
import * as v from 'valibot';

/** Lexware Office's web app. */
export const lexwareAppUrl = 'https://app.lexware.de';

/**
 * The address of an invoice in the web app (API reference 3.8). Lexware shows what cannot be edited, and its list for
 * what it does not know.
 * @param appUrl such as `https://app.lexware.de`
 * @returns `null` if the id is no UUID, so that nothing else can get into the address
 */
export function invoicePermalink(appUrl: string, view: 'view' | 'edit', id: string): string | null {
  return v.is(idSchema, id) ? `${appUrl.replace(/\/+$/, '')}/permalink/invoices/${view}/${id}` : null;
}
