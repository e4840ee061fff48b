import type { Permission } from '../../domain/permission.ts';

/**
 * The permission that each call needs (API reference 1.3). Countries and payment conditions need none. The beginning of
 * a path is enough: a document's file needs what the document needs.
 */
const needs: readonly ['GET' | 'POST', string, Permission][] = [
  ['GET', '/v1/profile', 'profile.read'],
  ['GET', '/v1/voucherlist', 'voucherlist.read'],
  ['GET', '/v1/invoices', 'invoices.read'],
  ['POST', '/v1/invoices', 'invoices.write'],
  ['GET', '/v1/contacts', 'contacts.read'],
  ['POST', '/v1/contacts', 'contacts.write'],
  ['GET', '/v1/articles', 'articles.read'],
  ['POST', '/v1/files', 'files.write'],
  ['GET', '/v1/vouchers', 'vouchers.read'],
  ['GET', '/v1/payments', 'payments.read'],
];

/**
 * The permission that a call needs, or `null` where it needs none.
 * @param path with its query
 */
export function permissionOf(method: 'GET' | 'POST', path: string): Permission | null {
  const [route = ''] = path.split('?');
  return (
    needs.find(([verb, start]) => verb === method && (route === start || route.startsWith(`${start}/`)))?.[2] ?? null
  );
}

/**
 * Whether an answer says that the connection lacks a permission: 403 with one of the documented bodies (API reference
 * 2.2, 2.3). The gateway's word on a wrong route has the same status, and so has the page of some proxy: neither says
 * anything about a key.
 */
export function isMissingPermission(status: number, body: string): boolean {
  if (status !== 403) return false;
  const answer = parse(body);
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return false;
  const hasShape = ['message', 'IssueList', 'i18nKey'].some((key) => Object.hasOwn(answer, key));
  return hasShape && !/key=value|equal-sign/i.test(body);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
