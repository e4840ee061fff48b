import { mkdirSync } from 'node:fs';
import { appError, type AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Vault } from '../auth/vault.ts';
import { guard } from '../store/storage-error.ts';
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
  return guard(() => {
    if (hasOnlyCopies(ports.dataDirectory, id)) return fail(appError('storage_unavailable'));
    const nowMs = ports.clock.wallMs();
    const times = withoutLog ? { nowMs, marginMs: watermarkMarginMs } : null;
    return openDatabase(place.value, { copiesAtMs: nowMs, withoutLog: times });
  });
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
