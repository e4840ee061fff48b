import { safeStorage } from 'electron';
import type { SealFailure, SealingMeans, SecureStorage, UnsealFailure } from '../auth/vault-ports.ts';
import { fail, ok, type Result } from '../../domain/result.ts';

type SafeStorage = typeof safeStorage;

/** What differs between Electron's older, blocking functions and the newer ones, which also tell when to seal anew. */
interface Sealer {
  isAvailable(): Promise<boolean>;
  seal(text: string): Promise<Buffer>;
  unseal(sealed: Buffer): Promise<{ text: string; shouldReseal: boolean }>;
}

/** Electron names the reason only in its message: the key store can't be reached, as opposed to a text that is not ours. */
const unavailablePattern = /not available|unavailable|temporarily|locked|not ready/i;

/** Sealing by the operating system through Electron's safeStorage. To be used once the app is ready. */
export function createSecureStorage(platform: NodeJS.Platform = process.platform): SecureStorage {
  const sealer = hasAsyncFunctions(safeStorage) ? asyncSealer(safeStorage) : blockingSealer(safeStorage);
  const isAvailable = (): Promise<boolean> => sealer.isAvailable().catch(() => false);
  const isLinux = platform === 'linux';
  return {
    inspect: async (): Promise<SealingMeans> => ({
      isAvailable: await isAvailable(),
      backend: isLinux ? readBackend() : null,
      isLinux,
    }),
    seal: async (text): Promise<Result<Uint8Array, SealFailure>> => {
      try {
        return ok(new Uint8Array(await sealer.seal(text)));
      } catch (thrown) {
        return fail((await isPassing(thrown, isAvailable)) ? 'temporarilyUnavailable' : 'failed');
      }
    },
    unseal: async (sealed): Promise<Result<{ text: string; shouldReseal: boolean }, UnsealFailure>> => {
      try {
        return ok(await sealer.unseal(Buffer.from(sealed)));
      } catch (thrown) {
        return fail((await isPassing(thrown, isAvailable)) ? 'temporarilyUnavailable' : 'undecryptable');
      }
    },
  };
}

/** Electron 33 has only the blocking functions. */
function hasAsyncFunctions(storage: SafeStorage): boolean {
  const wanted = ['isAsyncEncryptionAvailable', 'encryptStringAsync', 'decryptStringAsync'] as const;
  return wanted.every((name) => typeof (storage as Partial<SafeStorage>)[name] === 'function');
}

function asyncSealer(storage: SafeStorage): Sealer {
  return {
    isAvailable: () => storage.isAsyncEncryptionAvailable(),
    seal: (text) => storage.encryptStringAsync(text),
    unseal: async (sealed) => {
      const { result, shouldReEncrypt } = await storage.decryptStringAsync(sealed);
      return { text: result, shouldReseal: shouldReEncrypt };
    },
  };
}

/* eslint-disable @typescript-eslint/no-deprecated -- deprecated in favour of functions that Electron 33 lacks */
function blockingSealer(storage: SafeStorage): Sealer {
  const later = <T>(work: () => T): Promise<T> => Promise.resolve().then(work);
  return {
    isAvailable: () => later(() => storage.isEncryptionAvailable()),
    seal: (text) => later(() => storage.encryptString(text)),
    unseal: (sealed) => later(() => ({ text: storage.decryptString(sealed), shouldReseal: false })),
  };
}

/* eslint-enable @typescript-eslint/no-deprecated */

/** The function exists on Linux only; `unknown` means that the app is not ready. */
function readBackend(): string | null {
  const storage = safeStorage as Partial<SafeStorage>;
  try {
    const backend = storage.getSelectedStorageBackend?.call(safeStorage) ?? 'unknown';
    return backend === 'unknown' ? null : backend;
  } catch {
    return null;
  }
}

/** The error itself is not kept: only what it says about the key store. */
async function isPassing(thrown: unknown, isAvailable: () => Promise<boolean>): Promise<boolean> {
  if (thrown instanceof Error && unavailablePattern.test(thrown.message)) return true;
  return !(await isAvailable());
}
