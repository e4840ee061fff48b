import { connect } from 'node:net';
import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallbackAnswer } from '../../../main/auth/callback-link.ts';
import { openLoopbackReceiver } from '../../../main/auth/loopback-listener.ts';
import type { CallbackOutcome, RedirectReceiver } from '../../../main/auth/sign-in-parts.ts';

let receiver: RedirectReceiver;
let delivered: CallbackAnswer[];
let outcome: CallbackOutcome;

beforeEach(async () => {
  delivered = [];
  outcome = 'accepted';
  const opened = await openLoopbackReceiver('/oauth/callback', (answer) => {
    delivered.push(answer);
    if (outcome === 'accepted') receiver.close();
    return outcome;
  });
  if (!opened.ok) throw new Error(opened.error.code);
  receiver = opened.value;
});
afterEach(() => {
  receiver.close();
});

const port = (): number => Number(new URL(receiver.redirectUri).port);

/** Speaks HTTP as no well-behaved client would, and answers what came back until the end. */
function speak(text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port(), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    // Being hung up on is an answer too.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve(answer);
    });
    socket.write(text);
  });
}
const get = (target: string, host = `127.0.0.1:${String(port())}`): Promise<string> =>
  speak(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);

describe('the loopback listener', () => {
  it('stands on the loopback address, at a port that the system chose', () => {
    expect(receiver.redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d{4,5}\/oauth\/callback$/);
    expect(receiver.kind).toBe('loopback');
  });

  it('takes the answer, shows a page in two languages and closes', async () => {
    const response = await fetch(`${receiver.redirectUri}?code=abc&state=xyz`);
    expect(response.status).toBe(200);
    expect(delivered).toEqual([{ kind: 'code', code: 'abc', state: 'xyz', issuer: null }]);
    const page = await response.text();
    expect(page).toContain('Tab schließen');
    expect(page).toContain('close this tab');
    await expect(fetch(`${receiver.redirectUri}?code=abc&state=xyz`)).rejects.toThrow();
    expect(delivered).toHaveLength(1);
  });

  it('sends a page that is not stored, runs nothing, loads nothing and repeats nothing', async () => {
    const response = await fetch(`${receiver.redirectUri}?code=abc-secret&state=xyz-secret`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    const page = await response.text();
    expect(page).not.toMatch(/secret|<script|src=|href=/);
  });

  it.each<CallbackOutcome>(['stateMismatch', 'rejected', 'noAttempt'])(
    'stays open after an answer that is %s',
    async (bad) => {
      outcome = bad;
      expect((await fetch(`${receiver.redirectUri}?code=abc&state=wrong`)).status).toBe(400);
      outcome = 'accepted';
      expect((await fetch(`${receiver.redirectUri}?code=abc&state=xyz`)).status).toBe(200);
    },
  );

  it('hands over a malformed answer as rejected', async () => {
    outcome = 'rejected';
    await fetch(`${receiver.redirectUri}?code=a&code=b&state=xyz`);
    await fetch(receiver.redirectUri);
    expect(delivered).toEqual([
      { kind: 'rejected', reason: 'duplicateParameter' },
      { kind: 'rejected', reason: 'wrongPrefix' },
    ]);
  });

  it('is closed at once when the attempt ends', async () => {
    receiver.close();
    await expect(fetch(`${receiver.redirectUri}?code=abc&state=xyz`)).rejects.toThrow();
    expect(delivered).toEqual([]);
  });
});

describe('anything else at the loopback listener', () => {
  it.each([
    '/',
    '/favicon.ico',
    '/oauth/callback/',
    '/oauth/callback2?code=a&state=s',
    '/x/../oauth/callback?code=a&state=s',
    '//oauth/callback?code=a&state=s',
    'http://127.0.0.1/oauth/callback?code=a&state=s',
  ])('is not found: %s', async (target) => {
    expect(await get(target)).toMatch(/^HTTP\/1\.1 404 /);
    expect(delivered).toEqual([]);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH'])('by %s is refused', async (method) => {
    const status = await new Promise((resolve) => {
      httpRequest(`${receiver.redirectUri}?code=a&state=s`, { method }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    expect(status).toBe(405);
    expect(delivered).toEqual([]);
  });

  it.each(['localhost', 'attacker.example', '127.0.0.1', '127.0.0.1:1', ''])(
    'under the host name %j is refused',
    async (host) => {
      expect(await get('/oauth/callback?code=a&state=s', host)).toMatch(/^HTTP\/1\.1 4(21|00) /);
      expect(delivered).toEqual([]);
    },
  );

  it('that is no HTTP is hung up on', async () => {
    expect(await speak('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n')).toBe('');
    expect(await speak(`GET /oauth/callback HTTP/1.1\r\nX: ${'y'.repeat(70_000)}\r\n\r\n`)).toBe('');
    expect(delivered).toEqual([]);
  });

  it('that hides a second request behind the first gets one answer', async () => {
    const one = `GET /oauth/callback?code=a&state=s HTTP/1.1\r\nHost: 127.0.0.1:${String(port())}\r\n\r\n`;
    const answers = await speak(one + one);
    expect(answers.match(/HTTP\/1\.1 /g)).toHaveLength(1);
    expect(delivered).toHaveLength(1);
  });
});
