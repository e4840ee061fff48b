import { describe, expect, test } from 'vitest';
import type { Identity } from '../../../sandbox/identity/identity.ts';
import { Browser } from './browser.ts';
import { anna, authorizeUrl, callbackParams, createClock, createPkce, start } from './setup.ts';

function open(identity: Identity, changed: Record<string, string | undefined>) {
  return new Browser(identity.issuer).open(authorizeUrl(identity, createPkce().challenge, changed));
}

describe('an authorization request that Lexware’s server does not trust is never redirected', () => {
  test.each([
    ['another path', 'app.kontor.desktop:/oauth/other'],
    ['another scheme', 'app.kontor.other:/oauth/callback'],
    ['a trailing slash', 'app.kontor.desktop:/oauth/callback/'],
    ['a double slash', 'app.kontor.desktop://oauth/callback'],
    ['a query', 'app.kontor.desktop:/oauth/callback?next=1'],
    ['a fragment', 'app.kontor.desktop:/oauth/callback#x'],
    ['other capitals', 'APP.KONTOR.DESKTOP:/oauth/callback'],
    ['a dot segment', 'app.kontor.desktop:/oauth/x/../callback'],
    ['the name instead of the address', 'http://localhost:5000/oauth/callback'],
    ['another loopback address', 'http://127.0.0.2:5000/oauth/callback'],
    ['IPv6', 'http://[::1]:5000/oauth/callback'],
    ['loopback with another path', 'http://127.0.0.1:5000/oauth/callback/x'],
    ['loopback with a query', 'http://127.0.0.1:5000/oauth/callback?x=1'],
    ['loopback with a trailing slash', 'http://127.0.0.1:5000/oauth/callback/'],
    ['loopback over TLS', 'https://127.0.0.1:5000/oauth/callback'],
    ['loopback with credentials', 'http://user@127.0.0.1:5000/oauth/callback'],
    ['loopback as the credentials of another host', 'http://127.0.0.1:5000@evil.example/oauth/callback'],
    ['loopback as a subdomain', 'http://127.0.0.1.evil.example/oauth/callback'],
    ['a port out of range', 'http://127.0.0.1:65536/oauth/callback'],
    ['port zero', 'http://127.0.0.1:0/oauth/callback'],
    ['an empty redirect URI', ''],
  ])('with %s', async (_what, uri) => {
    const visited = await open(await start(), { redirect_uri: uri });
    expect(visited).toMatchObject({ at: 'page', status: 400 });
  });

  test('without a redirect URI', async () => {
    expect(await open(await start(), { redirect_uri: undefined })).toMatchObject({ at: 'page', status: 400 });
  });

  test('with two redirect URIs', async () => {
    const identity = await start();
    const url = `${authorizeUrl(identity, createPkce().challenge)}&redirect_uri=https%3A%2F%2Fevil.example`;
    expect(await new Browser(identity.issuer).open(url)).toMatchObject({ at: 'page', status: 400 });
  });

  test.each([undefined, '', 'another-client'])('with the client id %s', async (clientId) => {
    expect(await open(await start(), { client_id: clientId })).toMatchObject({ at: 'page', status: 400 });
  });
});

describe('an authorization request with another fault is told to the client', () => {
  test.each([
    ['without PKCE', { code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request'],
    ['with a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['with a challenge but no method, which means plain', { code_challenge_method: undefined }, 'invalid_request'],
    ['with a lower-case method', { code_challenge_method: 's256' }, 'invalid_request'],
    ['with a challenge that is too short', { code_challenge: 'abc' }, 'invalid_request'],
    ['with a padded challenge', { code_challenge: `${'a'.repeat(43)}=` }, 'invalid_request'],
    ['without a response type', { response_type: undefined }, 'invalid_request'],
    ['for a token at once', { response_type: 'token' }, 'unsupported_response_type'],
    ['for an unknown scope', { scope: 'invoices.read invoice.read' }, 'invalid_scope'],
    ['for an OpenID scope', { scope: 'openid' }, 'invalid_scope'],
    ['with markup in the connection name', { connection_name: '<b>Kontor</b>' }, 'invalid_request'],
    ['with a line break in the connection name', { connection_name: 'Kontor\nBüro' }, 'invalid_request'],
  ])('%s', async (_what, changed: Record<string, string | undefined>, error) => {
    const params = callbackParams(await open(await start(), changed));
    expect(params).toMatchObject({ error, state: 'state-of-this-test' });
    expect(params).not.toHaveProperty('code');
  });

  test('with a parameter twice', async () => {
    const identity = await start();
    const url = `${authorizeUrl(identity, createPkce().challenge)}&state=another`;
    expect(callbackParams(await new Browser(identity.issuer).open(url))).toMatchObject({ error: 'invalid_request' });
  });
});

describe('the pages', () => {
  test('ask again after a wrong password, in words that are read aloud, and keep the name', async () => {
    const identity = await start();
    const browser = new Browser(identity.issuer);
    const login = await browser.open(authorizeUrl(identity, createPkce().challenge));
    const again = await browser.submit(login, { user: 'anna', password: 'falsch', action: 'login' });
    expect(again).toMatchObject({ at: 'page', status: 422 });
    const text = again.at === 'page' ? again.text : '';
    expect(text).toContain('role="alert"');
    expect(text).toContain('value="anna"');
    expect(text).not.toContain('falsch');
    const consent = await browser.submit(again, { user: 'anna', password: anna.password, action: 'login' });
    expect(consent).toMatchObject({ at: 'page', status: 200 });
  });

  test.each([
    ['an unknown user', 'carla', 'x'],
    ['an empty password', 'anna', ''],
    ['the password of another user', 'anna', 'Beleg-2026'],
  ])('refuse %s', async (_what, user, password) => {
    const identity = await start();
    const visited = await new Browser(identity.issuer).signIn(
      authorizeUrl(identity, createPkce().challenge),
      user,
      password,
    );
    expect(visited).toMatchObject({ at: 'page', status: 422 });
    expect(identity.admin.counters().authorizations).toBe(0);
  });

  test('send the browser back with access_denied when the login is cancelled', async () => {
    const identity = await start();
    const browser = new Browser(identity.issuer);
    const login = await browser.open(authorizeUrl(identity, createPkce().challenge));
    const answer = callbackParams(await browser.submit(login, { action: 'cancel' }));
    expect(answer).toMatchObject({ error: 'access_denied', state: 'state-of-this-test' });
  });

  test('send the browser back with access_denied when the consent is cancelled, and that visit is over', async () => {
    const identity = await start();
    const browser = new Browser(identity.issuer);
    const login = await browser.open(authorizeUrl(identity, createPkce().challenge));
    const consent = await browser.submit(login, { user: 'anna', password: anna.password, action: 'login' });
    const answer = callbackParams(await browser.submit(consent, { action: 'cancel' }));
    expect(answer).toMatchObject({ error: 'access_denied' });
    expect(await browser.submit(consent, { action: 'consent' })).toMatchObject({ at: 'page', status: 400 });
  });

  test('do not let the consent be given before the login', async () => {
    const identity = await start();
    const browser = new Browser(identity.issuer);
    const login = await browser.open(authorizeUrl(identity, createPkce().challenge));
    expect(await browser.submit(login, { action: 'consent' })).toMatchObject({ at: 'page', status: 422 });
  });

  test('belong to the browser that made the request', async () => {
    const identity = await start();
    const login = await new Browser(identity.issuer).open(authorizeUrl(identity, createPkce().challenge));
    const stranger = new Browser(identity.issuer);
    expect(await stranger.open(login.url)).toMatchObject({ at: 'page', status: 400 });
    const fields = { user: 'anna', password: anna.password, action: 'login' };
    expect(await stranger.submit(login, fields)).toMatchObject({ at: 'page', status: 400 });
  });

  test('expire after ten minutes', async () => {
    const clock = createClock();
    const identity = await start({ now: clock.now });
    const browser = new Browser(identity.issuer);
    const login = await browser.open(authorizeUrl(identity, createPkce().challenge));
    clock.passSeconds(601);
    expect(await browser.open(login.url)).toMatchObject({ at: 'page', status: 400 });
  });

  test('load nothing, run nothing, can not be framed, and show names as text', async () => {
    const identity = await start();
    const browser = new Browser(identity.issuer);
    const login = await browser.open(
      authorizeUrl(identity, createPkce().challenge, { connection_name: 'Büro & Söhne' }),
    );
    const consent = await browser.submit(login, { user: 'anna', password: anna.password, action: 'login' });
    for (const page of [login, consent]) {
      if (page.at !== 'page') throw new Error('left the server');
      const policy = page.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.text).not.toMatch(/<script|src=|https?:/);
    }
    const text = consent.at === 'page' ? consent.text : '';
    expect(text).toContain('Ahrens &amp; Söhne &lt;GmbH&gt;');
    expect(text).toContain('Büro &amp; Söhne');
  });
});
