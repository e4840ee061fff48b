import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { fail, ok } from '../../../../domain/result.ts';
import type { EntriesFailure, SealedEntries, SecureStorage } from '../../../../main/auth/vault-ports.ts';

/** An operating system's key store in memory, that really encrypts, with every way to fail. */
export interface Keyring extends SecureStorage {
  isAvailable: boolean;
  isLinux: boolean;
  backend: string | null;
  /** The secret that the key comes from; changing it is what a changed back end does. */
  password: string;
  prefix: string;
  isLocked: boolean;
  sealFails: boolean;
  shouldReseal: boolean;
}

export function createKeyring(): Keyring {
  const key = (): Buffer => createHash('sha256').update(keyring.password).digest();
  const keyring: Keyring = {
    isAvailable: true,
    isLinux: true,
    backend: 'gnome_libsecret',
    password: 'first',
    prefix: 'v11',
    isLocked: false,
    sealFails: false,
    shouldReseal: false,
    inspect: () => {
      const { isAvailable, isLinux, backend } = keyring;
      return Promise.resolve({ isAvailable, isLinux, backend });
    },
    seal: (text) => {
      if (keyring.isLocked) return Promise.resolve(fail('temporarilyUnavailable'));
      if (keyring.sealFails) return Promise.resolve(fail('failed'));
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key(), iv);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      const sealed = Buffer.concat([Buffer.from(keyring.prefix), iv, cipher.getAuthTag(), body]);
      return Promise.resolve(ok(new Uint8Array(sealed)));
    },
    unseal: (sealed) => {
      if (keyring.isLocked) return Promise.resolve(fail('temporarilyUnavailable'));
      try {
        const bytes = Buffer.from(sealed);
        const decipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(3, 15));
        decipher.setAuthTag(bytes.subarray(15, 31));
        const text = decipher.update(bytes.subarray(31), undefined, 'utf8') + decipher.final('utf8');
        return Promise.resolve(ok({ text, shouldReseal: keyring.shouldReseal }));
      } catch {
        return Promise.resolve(fail('undecryptable'));
      }
    },
  };
  return keyring;
}

/** The file of sealed entries in memory. */
export interface MemoryEntries extends SealedEntries {
  content: Map<string, unknown>;
  failure: EntriesFailure | null;
  writes: number;
}

export function createMemoryEntries(): MemoryEntries {
  const guarded = <T>(work: () => T) => (entries.failure ? fail(entries.failure) : ok(work()));
  const entries: MemoryEntries = {
    content: new Map(),
    failure: null,
    writes: 0,
    read: (name) => guarded(() => entries.content.get(name) ?? null),
    write: (name, entry) =>
      guarded(() => {
        entries.writes += 1;
        entries.content.set(name, entry);
      }),
    remove: (name) =>
      guarded(() => {
        entries.content.delete(name);
      }),
    list: () => guarded(() => [...entries.content.keys()]),
    setAside: () => {
      entries.failure = null;
      entries.content.clear();
      return ok(undefined);
    },
  };
  return entries;
}
