import { appError, type AppError, type ErrorCode } from '../../domain/errors.ts';
import { assertNever, fail } from '../../domain/result.ts';

/**
 * Why the vault could not give or keep a secret. Only `undecryptable` and `keyMissing` may be lost for good;
 * everything else can pass by itself or by the user's help, so nothing is ever thrown away for it.
 */
export type VaultFailureKind =
  | 'temporarilyUnavailable'
  | 'backendChanged'
  | 'undecryptable'
  | 'newerVersion'
  | 'keyMissing'
  | 'passphraseNeeded'
  | 'passphraseWrong'
  | 'noKeyring'
  | 'sealedBySystem'
  | 'unreadableFile'
  | 'writeFailed'
  | 'diskFull';

export interface VaultFailure {
  kind: VaultFailureKind;
  error: AppError;
}

/** Builds a failure as the error of a result. */
export function vaultFailure(kind: VaultFailureKind): { ok: false; error: VaultFailure } {
  return fail({ kind, error: appError(codeOf(kind)) });
}

function codeOf(kind: VaultFailureKind): ErrorCode {
  switch (kind) {
    case 'diskFull':
      return 'storage_full';
    case 'writeFailed':
      return 'storage_unavailable';
    case 'passphraseNeeded':
      return 'passphrase_needed';
    case 'passphraseWrong':
      return 'passphrase_wrong';
    case 'noKeyring':
      return 'no_secure_storage';
    case 'sealedBySystem':
      return 'invalid_input';
    case 'temporarilyUnavailable':
    case 'backendChanged':
    case 'undecryptable':
    case 'newerVersion':
    case 'keyMissing':
    case 'unreadableFile':
      return 'vault_locked';
    default:
      return assertNever(kind);
  }
}
