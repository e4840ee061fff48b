import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Electron's `safeStorage` as its newer versions offer it, over a key store that really encrypts and can fail. */
export interface FakeSafeStorage {
  isAvailable: boolean;
  backend: string;
  /** What the key comes from; another back end has another one. */
  password: string;
  prefix: string;
  /** How many of the next calls throw; `Infinity`: all. */
  throwing: number;
  shouldReEncrypt: boolean;
  functions: Record<string, unknown>;
}

/** Makes one that works. */
export function createSafeStorage(): FakeSafeStorage {
  const key = (): Buffer => createHash('sha256').update(safe.password).digest();
  const maybeThrow = (): void => {
    if (safe.throwing <= 0) return;
    safe.throwing -= 1;
    throw new Error('Encryption is temporarily unavailable');
  };
  const encrypt = (text: string): Buffer => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key(), iv);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from(safe.prefix), iv, cipher.getAuthTag(), body]);
  };
  const decrypt = (sealed: Buffer): string => {
    if (sealed.subarray(0, 3).toString('latin1') !== safe.prefix) throw new Error('Ciphertext is not encrypted.');
    const decipher = createDecipheriv('aes-256-gcm', key(), sealed.subarray(3, 15));
    decipher.setAuthTag(sealed.subarray(15, 31));
    return decipher.update(sealed.subarray(31), undefined, 'utf8') + decipher.final('utf8');
  };
  const later = <T>(work: () => T): Promise<T> => Promise.resolve().then(work);
  const safe: FakeSafeStorage = {
    isAvailable: true,
    backend: 'gnome_libsecret',
    password: 'first',
    prefix: 'v11',
    throwing: 0,
    shouldReEncrypt: false,
    functions: {
      isAsyncEncryptionAvailable: () => Promise.resolve(safe.isAvailable),
      getSelectedStorageBackend: () => safe.backend,
      encryptStringAsync: (text: string) =>
        later(() => {
          maybeThrow();
          return encrypt(text);
        }),
      decryptStringAsync: (sealed: Buffer) =>
        later(() => {
          maybeThrow();
          return { result: decrypt(sealed), shouldReEncrypt: safe.shouldReEncrypt };
        }),
    },
  };
  return safe;
}
