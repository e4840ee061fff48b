import * as v from 'valibot';
import type { AppError } from '../../domain/errors.ts';
import { appError } from '../../domain/errors.ts';
import { idSchema } from '../../domain/primitives.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { withheldName } from '../auth/vault-names.ts';
import type { SealedEntries } from '../auth/vault-ports.ts';
import { knownIds } from './open-organisation.ts';
import type { OrganisationSession, SessionParts } from './organisation-session.ts';

const withheldSchema = v.object({ plain: v.array(idSchema) });

/**
 * The organisations whose user has forgotten the passphrase of the app lock: their data are here, encrypted and untouched,
 * and are opened again only after a new sign-in to them has proved who is asking. The list stands in the vault's file in
 * clear, so that it also holds where the keyring does not answer.
 */
export class Withheld {
  readonly #entries: SealedEntries;

  constructor(entries: SealedEntries) {
    this.#entries = entries;
  }

  ids(): string[] {
    const found = this.#entries.read(withheldName);
    const list = v.safeParse(withheldSchema, found.ok ? found.value : null);
    return list.success ? list.output.plain : [];
  }

  /** Those of these ids that are not withheld. */
  without(ids: readonly string[]): string[] {
    const withheld = this.ids();
    return ids.filter((id) => !withheld.includes(id));
  }

  /** Durable when it answers; `storage_unavailable`, `storage_full`. */
  add(ids: readonly string[]): Result<undefined, AppError> {
    return this.#write([...new Set([...this.ids(), ...ids])]);
  }

  /** Lets one be opened again; answers whether it was withheld. */
  release(id: string): Result<boolean, AppError> {
    const ids = this.ids();
    if (!ids.includes(id)) return ok(false);
    const written = this.#write(ids.filter((other) => other !== id));
    return written.ok ? ok(true) : written;
  }

  #write(ids: string[]): Result<undefined, AppError> {
    const written =
      ids.length === 0 ? this.#entries.remove(withheldName) : this.#entries.write(withheldName, { v: 1, plain: ids });
    if (written.ok) return ok(undefined);
    return fail(appError(written.error === 'full' ? 'storage_full' : 'storage_unavailable'));
  }
}

/**
 * Puts all data out of reach, then ends every sign-in and closes what was open. An error means that nothing happened.
 */
export async function withholdAll(
  withheld: Withheld,
  sessions: readonly OrganisationSession[],
  parts: SessionParts,
): Promise<Result<undefined, AppError>> {
  const ids = knownIds(parts);
  const added = withheld.add(ids);
  if (!added.ok) return added;
  await Promise.all(sessions.map((session) => session.signOut().then(() => session.close())));
  for (const id of ids) await parts.vault.removeCredential(id);
  return ok(undefined);
}
