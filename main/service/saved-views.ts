import * as v from 'valibot';
import type { AppError } from '../../domain/errors.ts';
import type { SavedView } from '../../domain/invoice-filter.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { settingsSchema } from '../../domain/settings.ts';
import type { Vault } from '../auth/vault.ts';

/**
 * The views that the user saved. They hold for all organisations, and what is searched for in them names customers:
 * therefore they are sealed in the vault, and not written into the settings file.
 */
export interface SavedViews {
  /** None where the vault is locked, or where they cannot be read. */
  read(): Promise<SavedView[]>;
  /** `vault_locked`, `storage_unavailable`, … where the vault cannot keep them. */
  write(views: readonly SavedView[]): Promise<Result<void, AppError>>;
}

export function savedViewsIn(vault: Pick<Vault, 'readSavedViews' | 'writeSavedViews'>): SavedViews {
  return {
    async read() {
      const kept = await vault.readSavedViews();
      return kept.ok && kept.value !== null ? parse(kept.value) : [];
    },
    async write(views) {
      const kept = await vault.writeSavedViews(JSON.stringify(views));
      return kept.ok ? ok(undefined) : fail(kept.error.error);
    },
  };
}

function parse(text: string): SavedView[] {
  try {
    const parsed = v.safeParse(settingsSchema.entries.savedViews, JSON.parse(text));
    return parsed.success ? parsed.output : [];
  } catch {
    return [];
  }
}
