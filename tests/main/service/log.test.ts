import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { combineLogs, createLog, redact } from '../../../main/service/log.ts';

describe('the log', () => {
  it.each([
    ['a bearer token', 'Authorization: Bearer abc.def-ghi', 'abc.def-ghi'],
    ['basic authentication', 'Basic a29udG9yOnNlY3JldA==', 'a29udG9yOnNlY3JldA'],
    ['a code in a link', 'app.kontor.desktop:/oauth/callback?code=SplxlO&state=af0', 'SplxlO'],
    ['a state in a link', 'callback?code=x&state=af0ifjsldkj', 'af0ifjsldkj'],
    ['a verifier in a form', 'grant_type=x&code_verifier=dBjftJeZ4CVP', 'dBjftJeZ4CVP'],
    ['a refresh token in JSON', '{"refresh_token": "tGzv3JOkF0XG5Qx2TlKWIA"}', 'tGzv3JOkF0XG5Qx2TlKWIA'],
    ['a JSON web token', 'got eyJhbGciOi.eyJzdWIi.c2ln', 'eyJzdWIi'],
    ['an API key', 'key 7e8d9cab-b0cf-4dee-bd6c-1bcad9e8f706 refused', '7e8d9cab'],
    ['a long random text', `saw ${'aB3_'.repeat(12)}`, 'aB3_aB3_'],
    ['an IBAN', 'pay to DE02 1203 0000 0000 2020 51', '1203'],
  ])('does not contain %s', (_what, text, secret) => {
    expect(text).toContain(secret);
    expect(redact(text)).not.toContain(secret);
  });

  it('keeps what helps', () => {
    const lines: string[] = [];
    createLog(
      (line) => lines.push(line),
      () => new Date(0),
    ).info('sync.finished', { rows: 12, online: true });
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { at: '1970-01-01T00:00:00.000Z', level: 'info', event: 'sync.finished', rows: 12, online: true },
    ]);
  });

  it('leaves the messages of foreign errors out where the lines are kept', () => {
    const lines: string[] = [];
    const log = createLog(
      (line) => lines.push(line),
      () => new Date(0),
      'left out',
    );
    const error = Object.assign(new TypeError('bad value "Marquardt GmbH"\n    at 12,50 Euro (Rechnung:1)'), {
      code: 'EBAD',
    });
    log.error('bug', error);
    const [line] = lines.map((text) => JSON.parse(text) as Record<string, unknown>);
    expect(line).toMatchObject({ event: 'bug', name: 'TypeError', errorCode: 'EBAD' });
    expect(line?.['stack']).toContain('log.test.ts');
    expect(lines.join('')).not.toMatch(/Marquardt|12,50/);
  });

  it('tells every one of combined logs the same', () => {
    const told: string[][] = [[], []];
    const logs = told.map((lines) =>
      createLog(
        (line) => lines.push(line),
        () => new Date(0),
      ),
    );
    combineLogs(...logs).info('sync.finished');
    combineLogs(...logs).error('bug', new Error('x'));
    expect(told[0]).toHaveLength(2);
    expect(told[1]).toEqual(told[0]);
  });

  it('does not spell out what is thrown but is no error', () => {
    const lines: string[] = [];
    createLog(
      (line) => lines.push(line),
      () => new Date(0),
    ).error('bug', { token: 'x1y2z3' });
    expect(lines.join('')).not.toContain('x1y2z3');
  });

  property.prop([fc.stringMatching(/^[A-Za-z0-9_-]{43,128}$/), fc.string(), fc.string()])(
    'never contains a token, wherever it stands',
    (token, before, after) => {
      const lines: string[] = [];
      createLog(
        (line) => lines.push(line),
        () => new Date(0),
      ).error('x', new Error(`${before} ${token} ${after}`));
      expect(lines.join('')).not.toContain(token);
    },
  );
});
