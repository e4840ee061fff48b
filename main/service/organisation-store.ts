import { mkdirSync } from 'node:fs';
import { appError, type AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Vault } from '../auth/vault.ts';
import { settleLog } from '../store/settled-log.ts';
import { guard, guardAsync } from '../store/storage-error.ts';
import { openDatabase, type DatabasePlace, type Store } from '../store/store.ts';
import { watermarkMarginMs } from '../sync/candidates.ts';
import { databasePath, hasData, hasOnlyCopies } from './organisation-files.ts';
import type { Ports } from './ports.ts';

/**
 * Opens the data of an organisation: an encrypted file where its key can be sealed, else a database in memory that
 * lives as long as the app. Never makes a new key over existing data, and never a new file beside old copies
 * (`vault_locked`, `passphrase_needed`, `storage_unavailable`, `storage_full`, `storage_log_missing`).
 * @param withoutLog whether the user wants what is left where the log is missing
 */
export async function openStore(
  id: string,
  ports: Ports,
  vault: Vault,
  withoutLog = false,
): Promise<Result<Store, AppError>> {
  const exists = guard(() => ok(hasData(ports.dataDirectory, id)));
  if (!exists.ok) return exists;
  if (vault.status().state === 'memory') {
    return exists.value ? fail(appError('vault_locked')) : openDatabase({ path: ':memory:', key: null });
  }
  const place = await placeOf(id, ports, vault);
  if (!place.ok) return place;
  const settled = await settle(place.value);
  if (!settled.ok) return settled;
  return guard(() => {
    if (hasOnlyCopies(ports.dataDirectory, id)) return fail(appError('storage_unavailable'));
    const nowMs = ports.clock.wallMs();
    const times = withoutLog ? { nowMs, marginMs: watermarkMarginMs } : null;
    return openDatabase(place.value, { copiesAtMs: nowMs, withoutLog: times });
  });
}

/** What a crash left is read and folded in beside everything else; what cannot be decided so, opening says. */
async function settle(place: DatabasePlace): Promise<Result<undefined, AppError>> {
  const settled = await guardAsync(() => settleLog(place));
  if (!settled.ok) return settled;
  return settled.value === 'damaged' ? fail(appError('storage_unavailable')) : ok(undefined);
}

/** Where an organisation's file is, and the key that opens it; made where neither file nor key is there. */
export async function placeOf(id: string, ports: Ports, vault: Vault): Promise<Result<DatabasePlace, AppError>> {
  const { dataDirectory } = ports;
  const dataExists = guard(() => ok(hasData(dataDirectory, id)));
  if (!dataExists.ok) return dataExists;
  const key = await vault.getOrCreateDatabaseKey(id, { dataExists: dataExists.value });
  if (!key.ok) return fail(key.error.error);
  return guard(() => {
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
    return ok({ path: databasePath(dataDirectory, id), key: key.value });
  });
}

/** Moves what is only in memory into files, once the vault can seal their keys; errors as `placeOf`. */
export async function moveIntoFiles(
  sessions: readonly { id: string; store: Store }[],
  { ports, vault }: { ports: Ports; vault: Vault },
): Promise<Result<undefined, AppError>> {
  const { state } = vault.status();
  if (state === 'memory' || state === 'locked') return ok(undefined);
  for (const { id, store } of sessions) {
    if (store.place() !== null) continue;
    const place = await placeOf(id, ports, vault);
    if (!place.ok) return place;
    const moved = store.moveTo(place.value);
    if (!moved.ok) return moved;
  }
  return ok(undefined);
}
