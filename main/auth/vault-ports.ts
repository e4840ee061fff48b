import type { Result } from '../../domain/result.ts';
import type { PassphraseHeader } from './vault-passphrase.ts';

/** What the operating system offers for sealing, as found now. */
export interface SealingMeans {
  isAvailable: boolean;
  /** The name of the back end where the system tells (Linux), such as `gnome_libsecret`; else `null`. */
  backend: string | null;
  /** Only on Linux a sealed text may be readable by anyone, and its first bytes tell. */
  isLinux: boolean;
}

export type SealFailure = 'temporarilyUnavailable' | 'failed';
export type UnsealFailure = 'temporarilyUnavailable' | 'undecryptable';

/** Sealing by the operating system. Never throws; errors never carry the text. */
export interface SecureStorage {
  inspect(): Promise<SealingMeans>;
  seal(text: string): Promise<Result<Uint8Array, SealFailure>>;
  /** `shouldReseal`: the system has a newer or better key and asks to seal once more. */
  unseal(sealed: Uint8Array): Promise<Result<{ text: string; shouldReseal: boolean }, UnsealFailure>>;
}

export type EntriesFailure = 'unreadable' | 'full' | 'failed';

/** One sealed entry as it stands in the file; the header is readable, the rest is not. */
export interface SealedEntry {
  v: number;
  backend: string | null;
  /** ISO instant. */
  createdAt: string;
  /** Base64 of the sealed text. */
  sealed: string;
}

/** An entry in clear: numbers and ids, which are no secret and have to be as durable as the rest. */
export interface PlainEntry {
  v: number;
  plain: unknown;
}

/** The file with the sealed entries. A write is durable when it answers. Never throws. */
export interface SealedEntries {
  /** `null`: no such entry. The value comes from a file and has to be checked. */
  read(name: string): Result<unknown, EntriesFailure>;
  write(name: string, entry: SealedEntry | PassphraseHeader | PlainEntry): Result<void, EntriesFailure>;
  remove(name: string): Result<void, EntriesFailure>;
  list(): Result<string[], EntriesFailure>;
  /** Renames a file that can't be read, so that a new one can begin; nothing is deleted. */
  setAside(): Result<void, EntriesFailure>;
}
