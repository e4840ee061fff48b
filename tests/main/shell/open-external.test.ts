import { describe, expect, it, vi } from 'vitest';

const opened: string[] = [];
let broken = false;
vi.mock('electron', () => ({
  shell: {
    openExternal: (address: string) => {
      if (broken) return Promise.reject(new Error('no browser'));
      opened.push(address);
      return Promise.resolve();
    },
  },
}));

const { checkExternalAddress, openExternal } = await import('../../../main/shell/open-external.ts');
const allowed = new Set(['https://app.lexware.de', 'http://127.0.0.1:4010', 'http://lexware.example']);

describe('addresses for the system browser', () => {
  it.each([
    ['https://app.lexware.de/permalink/invoices/view/1', 'https://app.lexware.de/permalink/invoices/view/1'],
    ['https://APP.lexware.de/a b', 'https://app.lexware.de/a%20b'],
    ['http://127.0.0.1:4010/auth?x=1', 'http://127.0.0.1:4010/auth?x=1'],
  ])('passes %s', (address, expected) => {
    expect(checkExternalAddress(address, allowed)).toBe(expected);
  });

  it.each([
    '',
    'not an address',
    'http://app.lexware.de/',
    'https://app.lexware.de:8443/',
    'https://app.lexware.de.evil.example/',
    'https://evil.example/?https://app.lexware.de',
    'https://app.lexware.de@evil.example/',
    'https://user@app.lexware.de/',
    'https://user:pw@app.lexware.de/',
    'http://127.0.0.1:4011/',
    'http://lexware.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'smb://share/x',
    'ms-msdt:/id',
    'app.kontor.desktop:/oauth/callback?code=x',
    '\\\\server\\share',
    'https:app.lexware.de.evil.example',
    `https://app.lexware.de/${'a'.repeat(5000)}`,
  ])('refuses %s', (address) => {
    expect(checkExternalAddress(address, allowed)).toBeUndefined();
  });

  it('opens what passed and nothing else', async () => {
    expect(await openExternal('https://app.lexware.de/x', allowed)).toEqual({ ok: true, value: undefined });
    expect(await openExternal('https://evil.example/', allowed)).toMatchObject({ error: { code: 'link_not_allowed' } });
    expect(opened).toEqual(['https://app.lexware.de/x']);
  });

  it('says so when there is no browser', async () => {
    broken = true;
    expect(await openExternal('https://app.lexware.de/x', allowed)).toMatchObject({
      error: { code: 'sign_in_browser_failed' },
    });
  });
});
