import { beforeEach, describe, expect, it, vi } from 'vitest';

/** Electron's safeStorage as each version offers it; the tests fill it. */
const safeStorage = vi.hoisted((): Record<string, unknown> => ({}));
vi.mock('electron', () => ({ safeStorage }));

import { createSecureStorage } from '../../../main/shell/secure-storage.ts';

const encrypt = (text: string): Buffer => Buffer.from(`v11${Buffer.from(text).toString('hex')}`);
const decrypt = (sealed: Buffer): string => Buffer.from(sealed.toString().slice(3), 'hex').toString();

function offer(functions: Record<string, unknown>): void {
  for (const name of Object.keys(safeStorage)) Reflect.deleteProperty(safeStorage, name);
  Object.assign(safeStorage, functions);
}

const blocking = {
  isEncryptionAvailable: () => true,
  encryptString: encrypt,
  decryptString: decrypt,
  getSelectedStorageBackend: () => 'gnome_libsecret',
};
const forbidden = (): never => {
  throw new Error('the deprecated functions are not to be used here');
};
const asynchronous = {
  isEncryptionAvailable: forbidden,
  encryptString: forbidden,
  decryptString: forbidden,
  getSelectedStorageBackend: () => 'kwallet6',
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  encryptStringAsync: (text: string) => Promise.resolve(encrypt(text)),
  decryptStringAsync: (sealed: Buffer) => Promise.resolve({ result: decrypt(sealed), shouldReEncrypt: true }),
};

describe.each([
  ['older Electron', blocking, false, 'gnome_libsecret'],
  ['newer Electron', asynchronous, true, 'kwallet6'],
] as const)('with the functions of an %s', (_name, functions, shouldReseal, backend) => {
  beforeEach(() => {
    offer(functions);
  });

  it('a text is sealed and opened', async () => {
    const storage = createSecureStorage('linux');
    const sealed = await storage.seal('geheim ä');
    expect(sealed.ok && Buffer.from(sealed.value).toString()).toMatch(/^v11/);
    expect(await storage.unseal(sealed.ok ? sealed.value : new Uint8Array())).toEqual({
      ok: true,
      value: { text: 'geheim ä', shouldReseal },
    });
  });

  it('the back end is named on Linux, and only there', async () => {
    expect(await createSecureStorage('linux').inspect()).toEqual({ isAvailable: true, backend, isLinux: true });
    expect(await createSecureStorage('darwin').inspect()).toEqual({ isAvailable: true, backend: null, isLinux: false });
    expect(await createSecureStorage('win32').inspect()).toMatchObject({ backend: null, isLinux: false });
  });
});

describe('what fails', () => {
  it.each<[string, Record<string, unknown>]>([
    ['answers no', { isEncryptionAvailable: () => false }],
    [
      'throws',
      {
        isEncryptionAvailable: () => {
          throw new Error('no');
        },
      },
    ],
    ['rejects', { ...asynchronous, isAsyncEncryptionAvailable: () => Promise.reject(new Error('no')) }],
  ])('is told as unavailable where the system %s', async (_what, functions) => {
    offer({ ...blocking, ...functions });
    expect(await createSecureStorage('linux').inspect()).toMatchObject({ isAvailable: false });
  });

  it.each([
    [
      'Error while decrypting the ciphertext provided to safeStorage.decryptString. Encryption is not available.',
      'temporarilyUnavailable',
    ],
    ['Encryption is temporarily unavailable', 'temporarilyUnavailable'],
    ['Error while decrypting the ciphertext provided to safeStorage.decryptString.', 'undecryptable'],
    [
      'Error while decrypting the ciphertext provided to safeStorage.decryptString. Ciphertext does not appear to be encrypted.',
      'undecryptable',
    ],
  ])('is told apart by what Electron says: %s', async (message, failure) => {
    offer({
      ...blocking,
      decryptString: () => {
        throw new Error(message);
      },
    });
    expect(await createSecureStorage('linux').unseal(new Uint8Array([1]))).toEqual({ ok: false, error: failure });
  });

  it('is passing where the store went away meanwhile', async () => {
    const failing = (): never => {
      throw new Error('x');
    };
    offer({ ...blocking, isEncryptionAvailable: () => false, encryptString: failing, decryptString: failing });
    const storage = createSecureStorage('linux');
    expect(await storage.seal('s')).toEqual({ ok: false, error: 'temporarilyUnavailable' });
    expect(await storage.unseal(new Uint8Array([1]))).toEqual({ ok: false, error: 'temporarilyUnavailable' });
  });

  it('carries nothing of the text', async () => {
    offer({
      ...blocking,
      encryptString: (text: string) => {
        throw new Error(text);
      },
    });
    expect(await createSecureStorage('linux').seal('canary')).toEqual({ ok: false, error: 'failed' });
  });

  it.each<[string, Record<string, unknown>]>([
    ['is missing', { getSelectedStorageBackend: undefined }],
    [
      'throws',
      {
        getSelectedStorageBackend: () => {
          throw new Error('no');
        },
      },
    ],
    ['answers unknown', { getSelectedStorageBackend: () => 'unknown' }],
  ])('leaves the back end open where its function %s', async (_what, functions) => {
    offer({ ...blocking, ...functions });
    expect(await createSecureStorage('linux').inspect()).toMatchObject({ isAvailable: true, backend: null });
  });
});
