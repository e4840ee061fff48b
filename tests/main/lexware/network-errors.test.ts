import { describe, expect, test } from 'vitest';
import { isProvedNotSent } from '../../../main/lexware/network-errors.ts';

function nodeError(code: string, syscall?: string): Error {
  const cause = Object.assign(new Error(code), { code, ...(syscall !== undefined && { syscall }) });
  return new TypeError('fetch failed', { cause });
}

describe("Node's fetch", () => {
  test.each([
    ['ENOTFOUND', 'getaddrinfo'],
    ['EAI_AGAIN', 'getaddrinfo'],
    ['ECONNREFUSED', 'connect'],
    ['ETIMEDOUT', 'connect'],
    ['EHOSTUNREACH', 'connect'],
    ['ENETUNREACH', 'connect'],
    ['UND_ERR_CONNECT_TIMEOUT', undefined],
    ['CERT_HAS_EXPIRED', undefined],
    ['ERR_TLS_CERT_ALTNAME_INVALID', undefined],
    ['ERR_SSL_WRONG_VERSION_NUMBER', undefined],
  ])('%s of %s proves that nothing was sent', (code, syscall) => {
    expect(isProvedNotSent(nodeError(code, syscall))).toBe(true);
  });

  test.each([
    ['ECONNRESET', 'read'],
    ['ECONNRESET', undefined],
    ['ECONNABORTED', 'write'],
    ['EPIPE', 'write'],
    ['ETIMEDOUT', 'read'],
    ['ETIMEDOUT', undefined],
    ['EHOSTUNREACH', 'read'],
    ['ENETDOWN', 'write'],
    ['UND_ERR_SOCKET', undefined],
    ['UND_ERR_HEADERS_TIMEOUT', undefined],
    ['UND_ERR_BODY_TIMEOUT', undefined],
    ['UND_ERR_ABORTED', undefined],
    ['HPE_INVALID_CONSTANT', undefined],
    ['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', undefined],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', undefined],
    ['EPROTO', 'write'],
    ['EWHATEVER', 'connect'],
  ])('%s of %s proves nothing', (code, syscall) => {
    expect(isProvedNotSent(nodeError(code, syscall))).toBe(false);
  });

  test('several attempts prove it only if each does', () => {
    const refused = Object.assign(new Error(), { code: 'ECONNREFUSED', syscall: 'connect' });
    const reset = Object.assign(new Error(), { code: 'ECONNRESET', syscall: 'read' });
    const failed = (errors: Error[]) => new TypeError('fetch failed', { cause: new AggregateError(errors) });
    expect(isProvedNotSent(failed([refused, refused]))).toBe(true);
    expect(isProvedNotSent(failed([refused, reset]))).toBe(false);
    expect(isProvedNotSent(failed([]))).toBe(false);
  });

  test.each([null, undefined, 'ECONNREFUSED', {}, new Error('ECONNREFUSED'), new TypeError('fetch failed')])(
    '%s proves nothing',
    (error) => {
      expect(isProvedNotSent(error)).toBe(false);
    },
  );
});

describe("Electron's net.fetch", () => {
  test.each([
    'NAME_NOT_RESOLVED',
    'DNS_TIMED_OUT',
    'INTERNET_DISCONNECTED',
    'ADDRESS_UNREACHABLE',
    'CONNECTION_REFUSED',
    'CONNECTION_FAILED',
    'CONNECTION_TIMED_OUT',
    'PROXY_CONNECTION_FAILED',
    'TUNNEL_CONNECTION_FAILED',
    'CERT_DATE_INVALID',
    'CERT_AUTHORITY_INVALID',
    'SSL_VERSION_OR_CIPHER_MISMATCH',
    'BLOCKED_BY_CLIENT',
  ])('net::ERR_%s proves that nothing was sent', (name) => {
    expect(isProvedNotSent(new Error(`net::ERR_${name}`))).toBe(true);
    expect(isProvedNotSent(new TypeError('fetch failed', { cause: new Error(`net::ERR_${name}`) }))).toBe(true);
  });

  test.each([
    'CONNECTION_RESET',
    'CONNECTION_CLOSED',
    'CONNECTION_ABORTED',
    'EMPTY_RESPONSE',
    'TIMED_OUT',
    'NETWORK_CHANGED',
    'NETWORK_IO_SUSPENDED',
    'SSL_PROTOCOL_ERROR',
    'HTTP2_PROTOCOL_ERROR',
    'HTTP2_PING_FAILED',
    'QUIC_PROTOCOL_ERROR',
    'CONTENT_LENGTH_MISMATCH',
    'INCOMPLETE_CHUNKED_ENCODING',
    'INVALID_HTTP_RESPONSE',
    'FAILED',
    'ABORTED',
    'CONNECTION_REFUSED_LATER',
  ])('net::ERR_%s proves nothing', (name) => {
    expect(isProvedNotSent(new Error(`net::ERR_${name}`))).toBe(false);
  });
});
