import { fc, test as propertyTest } from '@fast-check/vitest';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { appErrorSchema } from '../../../domain/errors.ts';
import { errorOfAnswer, safeText } from '../../../main/lexware/answer-errors.ts';

const bearer = '5f0c9a52-1111-4222-8333-0123456789ab';
const read = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  errorOfAnswer(status, typeof body === 'string' ? body : JSON.stringify(body), new Headers(headers), bearer);

describe('the five shapes of an error answer', () => {
  test('the gateway: only the status counts', () => {
    expect(read(401, { message: 'Unauthorized' }, { 'x-amzn-RequestId': '0a1b-2c3d' })).toEqual({
      code: 'session_expired',
      requestId: '0a1b-2c3d',
    });
  });

  test('the list of issues of contacts and files', () => {
    const body = {
      requestId: '90afbecd-0001',
      IssueList: [
        { i18nKey: 'missing_entity', source: 'company or person', type: 'validation_failure', additionalData: null },
        { i18nKey: 'invalid_email', source: 'emailAddresses[0].emailAddress' },
      ],
    };
    expect(read(406, body)).toEqual({
      code: 'lexware_validation_failed',
      requestId: '90afbecd-0001',
      fields: [
        { field: '', code: 'missing_entity', text: 'company or person' },
        { field: 'emailAddresses.0.emailAddress', code: 'invalid_email' },
      ],
    });
  });

  test('the regular shape of sales documents, with the fields of the draft', () => {
    const details = [
      { violation: 'NOTNULL', field: 'lineItems[2].unitPrice.taxRatePercentage', message: 'darf nicht leer sein' },
      { violation: 'NOTBLANK', field: 'address.name', message: 'darf nicht leer sein' },
    ];
    expect(read(406, { status: 406, traceId: '90d78d0777be', message: 'Fehlerhaft', details })).toEqual({
      code: 'lexware_validation_failed',
      requestId: '90d78d0777be',
      fields: [
        { field: 'lineItems.2.taxRatePercentage', code: 'NOTNULL', text: 'darf nicht leer sein' },
        { field: 'recipient.name', code: 'NOTBLANK', text: 'darf nicht leer sein' },
      ],
    });
  });

  test('the regular shape without fields keeps its sentence', () => {
    const message = 'Referenced contact needs to have exactly one billing address, but 0 addresses were found.';
    expect(read(406, { traceId: 'abcd12', message })).toMatchObject({
      fields: [{ field: '', code: 'server_message', text: message }],
    });
  });

  test('a single issue', () => {
    const body = { i18nKey: 'bad_request_error', source: "Required request parameter 'type' is not present" };
    expect(read(400, body)).toMatchObject({ fields: [{ field: '', code: 'bad_request_error', text: body.source }] });
  });

  test('a bare sentence', () => {
    expect(read(400, '"Invalid or missing upload type."')).toMatchObject({
      fields: [{ code: 'server_message', text: 'Invalid or missing upload type.' }],
    });
  });

  test.each([
    '',
    'null',
    '<html>',
    '[]',
    '[1]',
    '17',
    '{}',
    '{"IssueList":7}',
    '{"details":{}}',
    '"',
    '{"message":{}}',
  ])('%j says nothing and is no accident', (body) => {
    expect(read(406, body)).toEqual({ code: 'lexware_validation_failed' });
  });
});

test.each([
  [406, { IssueList: [{ i18nKey: 'invalid_value', source: 'version' }] }, 'lexware_conflict'],
  [409, { message: 'conflict' }, 'lexware_conflict'],
  [402, '', 'lexware_contract_required'],
  [404, '', 'lexware_not_found'],
  [500, { message: null }, 'lexware_unavailable'],
  [501, '', 'lexware_unavailable'],
  [503, 'null', 'lexware_unavailable'],
  [302, '', 'lexware_unreadable_answer'],
])('status %i with %j is %s', (status, body, code) => {
  expect(read(status, body).code).toBe(code);
});

describe('no answer brings the secret back', () => {
  test('the 403 of the gateway that quotes the header is not repeated', () => {
    const message = `'${bearer}' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer ${bearer}'.`;
    expect(JSON.stringify(read(403, { message }))).toBe('{"code":"lexware_forbidden"}');
  });

  test.each([
    { IssueList: [{ i18nKey: bearer, source: bearer }] },
    { IssueList: [{ i18nKey: 'x', source: 'y' }], requestId: bearer },
    { traceId: bearer, message: `key ${bearer}`, details: [{ field: bearer, violation: bearer, message: bearer }] },
    JSON.stringify(`see ${bearer}`),
  ])('wherever it stands: %j', (body) => {
    expect(JSON.stringify(read(406, body, { 'x-amzn-requestid': bearer }))).not.toContain(bearer);
  });

  test('also where it is a path', () => {
    const error = errorOfAnswer(406, '{"i18nKey":"k","source":"abc.def.ghi"}', new Headers(), 'abc.def.ghi');
    expect(JSON.stringify(error)).not.toContain('abc.def.ghi');
  });
});

test("Lexware's words are kept short and plain", () => {
  expect(safeText('a\u0000b\u202e\nc', bearer)).toBe('a b c');
  expect(safeText('x'.repeat(1000), bearer)).toHaveLength(300);
  expect(safeText(`${'x'.repeat(298)}😀😀`, bearer)).toBe(`${'x'.repeat(298)}…`);
  expect(safeText('\ud800', bearer)).toBe('');
});

test('no more than fifty complaints are passed on', () => {
  const details = Array.from({ length: 500 }, () => ({ field: 'title', violation: 'X', message: 'm' }));
  expect(read(406, { details }).fields).toHaveLength(50);
});

propertyTest.prop([fc.integer({ min: 300, max: 599 }), fc.oneof(fc.json(), fc.string())], { numRuns: 500 })(
  'any body leads to an error that may cross to the page',
  (status, body) => {
    expect(v.is(appErrorSchema, read(status, body))).toBe(true);
  },
);
