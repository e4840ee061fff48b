import { describe, expect, it } from 'vitest';
import { isMissingPermission, permissionOf } from '../../../main/lexware/permissions.ts';

const id = '0196a0b0-0000-4000-8000-000000000001';

describe('the permission that a call needs', () => {
  it.each([
    ['GET', '/v1/profile', 'profile.read'],
    ['GET', '/v1/voucherlist?voucherType=any&size=250', 'voucherlist.read'],
    ['GET', `/v1/invoices/${id}`, 'invoices.read'],
    ['GET', `/v1/invoices/${id}/file`, 'invoices.read'],
    ['POST', '/v1/invoices?finalize=true', 'invoices.write'],
    ['POST', '/v1/contacts', 'contacts.write'],
    ['POST', '/v1/files', 'files.write'],
    ['GET', `/v1/payments/${id}`, 'payments.read'],
    ['GET', '/v1/countries', null],
    ['GET', '/v1/payment-conditions', null],
    ['GET', '/v1/invoices-of-others', null],
    ['POST', '/v1/articles', null],
  ] as const)('%s %s is %s', (method, path, permission) => {
    expect(permissionOf(method, path)).toBe(permission);
  });
});

describe('an answer that says that one is missing', () => {
  const wrongRoute = "'x' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer x'.";
  it.each([
    ['the gateway’s', 403, '{"message":"Forbidden"}', true],
    ['a service’s', 403, '{"timestamp":"x","status":403,"error":"Forbidden","message":"Access denied"}', true],
    ['an older service’s', 403, '{"IssueList":[{"i18nKey":"forbidden"}]}', true],
    ['not the gateway’s word on a wrong route', 403, JSON.stringify({ message: wrongRoute }), false],
    ['not a page of a proxy', 403, '<html>Access denied by policy</html>', false],
    ['not an empty one', 403, '', false],
    ['not a list', 403, '[]', false],
    ['not a word', 403, '"Forbidden"', false],
    ['not another object', 403, '{"blocked":true}', false],
    ['not another status', 401, '{"message":"Forbidden"}', false],
    ['not a missing contract', 402, '{"message":"Payment Required"}', false],
  ])('is %s', (_what, status, body, isMissing) => {
    expect(isMissingPermission(status, body)).toBe(isMissing);
  });
});
