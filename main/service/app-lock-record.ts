import * as v from 'valibot';
import { lockRulesSchema, type LockRules } from '../../domain/app-lock.ts';
import type { AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { verifierSchema, type PassphraseVerifier } from '../auth/passphrase-verifier.ts';
import { vaultFailure } from '../auth/vault-failure.ts';
import { appLockTriesName } from '../auth/vault-names.ts';
import type { SealedEntries } from '../auth/vault-ports.ts';
import type { TryCount } from '../auth/vault-tries.ts';
import type { Vault } from '../auth/vault.ts';

const recordSchema = v.object({
  v: v.literal(1),
  /** `null`: the passphrase that seals the vault opens the lock, too. */
  verifier: v.nullable(verifierSchema),
  rules: lockRulesSchema,
});
const triesSchema = v.object({ plain: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)) });

/** How the app lock is opened, and when it locks; sealed in the vault. */
export interface LockRecord {
  verifier: PassphraseVerifier | null;
  rules: LockRules;
}

/** Reads the record; an error where there is one that cannot be read now, or was damaged. */
export async function readLockRecord(vault: Vault): Promise<Result<LockRecord | null, AppError>> {
  const found = await vault.readAppLock();
  if (!found.ok) return fail(found.error.error);
  if (found.value === null) return ok(null);
  try {
    const record = v.safeParse(recordSchema, JSON.parse(found.value));
    if (record.success) return ok({ verifier: record.output.verifier, rules: record.output.rules });
  } catch {
    // As any other text that is no record.
  }
  return fail(vaultFailure('undecryptable').error.error);
}

/** Durable when it answers. */
export async function writeLockRecord(vault: Vault, record: LockRecord): Promise<Result<undefined, AppError>> {
  const written = await vault.writeAppLock(JSON.stringify({ v: 1, ...record }));
  return written.ok ? ok(undefined) : fail(written.error.error);
}

/**
 * The number of wrong tries in the vault's file, in clear: it has to be there also while the vault is locked. Where the
 * disk takes nothing, it is at least remembered until the app ends.
 */
export function countOnDisk(entries: SealedEntries): TryCount {
  const read = (): number => {
    const found = entries.read(appLockTriesName);
    const tries = v.safeParse(triesSchema, found.ok ? found.value : null);
    return tries.success ? tries.output.plain : 0;
  };
  let known = read();
  return {
    read: () => known,
    write: (failures) => {
      known = failures;
      if (failures === 0) entries.remove(appLockTriesName);
      else entries.write(appLockTriesName, { v: 1, plain: failures });
    },
  };
}
