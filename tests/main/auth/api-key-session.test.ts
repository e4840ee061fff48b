import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { appError } from '../../../domain/errors.ts';
import { fail, ok } from '../../../domain/result.ts';
import { ApiKeySession, parseApiKey } from '../../../main/auth/api-key-session.ts';
import type { Credential } from '../../../main/lexware/api.ts';

const uuid = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';

describe('the text of an API key', () => {
  it.each([uuid, uuid.toUpperCase(), `  ${uuid}\n`, `\t${uuid}\r\n`, 'A'.repeat(512), `${'a._~+/-'.repeat(6)}==`])(
    'is taken: %j',
    (text) => {
      expect(parseApiKey(text)).toEqual(ok(text.trim()));
    },
  );

  it.each([
    '',
    '   ',
    uuid.slice(1),
    'A'.repeat(513),
    'A'.repeat(10_000_000),
    `${uuid} ${uuid}`,
    `${uuid}\r\nX-Evil: 1`,
    `Bearer ${uuid}`,
    `"${uuid}"`,
    `${uuid}\u0000`,
    `${uuid}\u200b`,
    `${uuid.slice(0, 35)}ä`,
    `${uuid.slice(0, 35)}–`,
    `${uuid}===`,
    `https://app.example.com/key?${uuid}`,
    '\ud800'.repeat(40),
  ])('is refused: %j', (text) => {
    expect(parseApiKey(text)).toEqual(fail(appError('api_key_invalid_format')));
  });

  property.prop([fc.string({ unit: 'binary', minLength: 30, maxLength: 60 })])(
    'that is taken can stand in a header as it is',
    (text) => {
      const key = parseApiKey(text);
      if (key.ok)
        expect(new Headers({ authorization: `Bearer ${key.value}` }).get('authorization')).toBe(`Bearer ${key.value}`);
    },
  );
});

describe('a session by API key', () => {
  const make = () => {
    const key = parseApiKey(uuid);
    if (!key.ok) throw new Error('wrong key');
    const told: string[] = [];
    const session: Credential = new ApiKeySession(key.value, () => told.push('refused'));
    return { session, told };
  };

  it('gives the key', async () => {
    expect(await make().session.getBearer()).toEqual(ok(uuid));
  });

  it('ends at the first 401, once, for all', async () => {
    const { session, told } = make();
    const refused = fail(appError('api_key_refused'));
    expect(await Promise.all([session.renewAfter401(uuid), session.renewAfter401(uuid)])).toEqual([refused, refused]);
    expect(await session.getBearer()).toEqual(refused);
    expect(told).toEqual(['refused']);
  });

  it('does not end at a 401 for another key', async () => {
    const { session, told } = make();
    expect(await session.renewAfter401('older key')).toEqual(ok(uuid));
    expect(told).toEqual([]);
  });
});
