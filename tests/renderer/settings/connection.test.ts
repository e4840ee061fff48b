import { describe, expect, test } from 'vitest';
import {
  checkConnection,
  normaliseConnection,
  serviceKindOf,
  type Connection,
} from '../../../renderer/features/settings/connection.ts';

const empty: Connection = { apiUrl: '', issuer: '', authorizeUrl: '', tokenUrl: '', revokeUrl: '', clientId: '' };

test.each([
  ['lexware', {}],
  ['issuer', { issuer: 'https://id.example' }],
  ['endpoints', { tokenUrl: 'https://id.example/token' }],
  ['endpoints', { revokeUrl: 'https://id.example/revoke' }],
] as const)('%s is recognised', (kind, change) => {
  expect(serviceKindOf({ ...empty, ...change })).toBe(kind);
});

test('addresses of the ways that were not chosen are not stored', () => {
  const full = { ...empty, issuer: ' https://id.example ', authorizeUrl: 'https://a.example', clientId: ' kontor ' };
  expect(normaliseConnection(full, 'issuer')).toEqual({ ...empty, issuer: 'https://id.example', clientId: 'kontor' });
  expect(normaliseConnection(full, 'endpoints')).toMatchObject({ issuer: '', authorizeUrl: 'https://a.example' });
  expect(normaliseConnection(full, 'lexware')).toEqual({ ...empty, clientId: 'kontor' });
});

test.each(['', 'https://api.lexware.io', 'https://api.example:8443/v1'])('the API address "%s" is taken', (apiUrl) => {
  expect(checkConnection({ ...empty, apiUrl }, 'lexware', false)).toEqual({});
});

describe('refused as API address', () => {
  test.each([
    'api.lexware.io',
    'http://api.lexware.io',
    'http://127.0.0.1.example',
    'https://user@api.lexware.io',
    'https://user:secret@api.lexware.io',
    'ftp://api.lexware.io',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://',
    '//api.lexware.io',
  ])('%s', (apiUrl) => {
    expect(checkConnection({ ...empty, apiUrl }, 'lexware', true)).toEqual({ apiUrl: 'invalid' });
  });
});

test('plain http to this machine is for development only', () => {
  const local = { ...empty, apiUrl: 'http://127.0.0.1:4010' };
  expect(checkConnection(local, 'lexware', true)).toEqual({});
  expect(checkConnection(local, 'lexware', false)).toEqual({ apiUrl: 'invalid' });
});

test('each way needs its own addresses', () => {
  expect(checkConnection(empty, 'issuer', false)).toEqual({ issuer: 'required' });
  expect(checkConnection(empty, 'endpoints', false)).toEqual({ authorizeUrl: 'required', tokenUrl: 'required' });
});
