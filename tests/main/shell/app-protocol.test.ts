import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ protocol: { registerSchemesAsPrivileged: vi.fn() } }));

const { appEntry, listServedFiles, serve } = await import('../../../main/shell/app-protocol.ts');
const { contentSecurityPolicy } = await import('../../../main/shell/content-security-policy.ts');

let files: Map<string, string>;

beforeAll(() => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'kontor-page-'));
  const page = path.join(root, 'page');
  mkdirSync(path.join(page, 'assets'), { recursive: true });
  writeFileSync(path.join(page, 'index.html'), '<!doctype html><title>Kontor</title>');
  writeFileSync(path.join(page, 'assets', 'a b.js'), 'export {};');
  writeFileSync(path.join(page, 'assets', 'index.js'), 'export {};');
  writeFileSync(path.join(page, 'assets', 'notes.txt'), 'not part of the page');
  writeFileSync(path.join(root, 'secret.json'), '{}');
  files = listServedFiles(page);
});

describe('the app scheme', () => {
  it('serves the entry with the content security policy and its media type', async () => {
    const answer = await serve(new Request(appEntry), files);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.text()).toContain('Kontor');
  });

  it('serves a file of a folder', async () => {
    expect((await serve(new Request('app://kontor/assets/index.js'), files)).status).toBe(200);
  });

  it.each([
    'app://kontor/',
    'app://kontor/../secret.json',
    'app://kontor/%2e%2e/secret.json',
    'app://kontor/..%2fsecret.json',
    'app://kontor/..%5csecret.json',
    'app://kontor/assets/../../secret.json',
    'app://kontor//index.html',
    'app://kontor/index.html/',
    'app://kontor/INDEX.HTML',
    'app://kontor/assets/notes.txt',
    'app://kontor/assets/a b.js',
    'app://kontor/assets/index.js%00',
    'app://kontor/etc/passwd',
    'app://kontor/__proto__',
    'app://kontor/constructor',
    'app://other/index.html',
    'app://kontor:80/index.html',
    'http://kontor/index.html',
    'file:///etc/passwd',
  ])('answers 404 without content to %s', async (address) => {
    const answer = await serve(new Request(address), files);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('');
    expect(answer.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
  });

  it.each(['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])('refuses %s', async (method) => {
    expect((await serve(new Request(appEntry, { method }), files)).status).toBe(405);
  });
});

describe('the content security policy', () => {
  it('is exactly the one that was reviewed', () => {
    expect(contentSecurityPolicy).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
        "connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; " +
        "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types svelte-trusted-html kontor-worker",
    );
  });
});
