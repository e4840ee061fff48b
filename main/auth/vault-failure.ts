import { appError, type AppError } from '../../domain/errors.ts';
import { fail } from '../../domain/result.ts';

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

function codeOf(kind: VaultFailureKind): 'storage_full' | 'storage_unavailable' | 'vault_locked' {
  if (kind === 'diskFull') return 'storage_full';
  return kind === 'writeFailed' ? 'storage_unavailable' : 'vault_locked';
}
