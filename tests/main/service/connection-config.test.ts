import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../domain/settings.ts';
import { resolveConnection } from '../../../main/service/connection-config.ts';

const { connection } = defaultSettings;
const sandbox = {
  KONTOR_API_URL: 'http://127.0.0.1:4000/',
  KONTOR_ISSUER: 'http://127.0.0.1:4001',
  KONTOR_CLIENT_ID: 'kontor',
};

describe('the connection', () => {
  it("is Lexware's own without settings, and without OAuth as long as no client id is known", () => {
    const config = resolveConnection({ connection, env: {}, packaged: true });
    expect(config).toMatchObject({
      apiUrl: 'https://api.lexware.io',
      webAppUrl: 'https://app.lexware.de',
      oauth: null,
    });
    expect([...config.externalOrigins]).toEqual(['https://app.lexware.de']);
  });

  it("takes Lexware's endpoints for a client id", () => {
    const config = resolveConnection({ connection: { ...connection, clientId: 'c1' }, env: {}, packaged: true });
    expect(config.oauth).toEqual({
      kind: 'endpoints',
      clientId: 'c1',
      authorizeUrl: 'https://app.lexware.de/oauth2/authorize',
      tokenUrl: 'https://app.lexware.de/oauth2/token',
      revokeUrl: 'https://app.lexware.de/oauth2/revoke',
    });
  });

  it('follows the environment when unpackaged, before the settings', () => {
    const config = resolveConnection({
      connection: { ...connection, clientId: 'other' },
      env: sandbox,
      packaged: false,
    });
    expect(config.apiUrl).toBe('http://127.0.0.1:4000');
    expect(config.oauth).toEqual({ kind: 'discovery', clientId: 'kontor', issuer: 'http://127.0.0.1:4001' });
    expect(config.externalOrigins.has('http://127.0.0.1:4001')).toBe(true);
  });

  it('ignores the environment when packaged', () => {
    const config = resolveConnection({ connection, env: sandbox, packaged: true });
    expect(config).toMatchObject({ apiUrl: 'https://api.lexware.io', oauth: null, allowLoopbackHttp: false });
  });

  it.each(['http://api.lexware.io', 'http://127.0.0.1:4000', 'ftp://x', 'javascript:1', 'api.lexware.io', ''])(
    'does not take %s for an address when packaged',
    (apiUrl) => {
      expect(resolveConnection({ connection: { ...connection, apiUrl }, env: {}, packaged: true }).apiUrl).toBe(
        'https://api.lexware.io',
      );
    },
  );

  it('does not take plain http to another machine when unpackaged either', () => {
    const env = { KONTOR_API_URL: 'http://192.0.2.1/' };
    expect(resolveConnection({ connection, env, packaged: false }).apiUrl).toBe('https://api.lexware.io');
  });
});
