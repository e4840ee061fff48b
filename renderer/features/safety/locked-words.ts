import type { Organisation, VaultStatus } from '../../../domain/organisation.ts';
import { errorText } from '../../i18n/errors.ts';
import { m } from '../../i18n/paraglide/messages.js';

type Lock = NonNullable<Organisation['lock']>;

/** Why an organisation cannot be opened, and which way out helps. */
export interface LockedWords {
  title: string;
  text: string;
  /** The passphrase opens it. */
  needsPassphrase: boolean;
  /** A copy would not help where the key itself is missing: copies are encrypted with it. */
  canRestore: boolean;
}

/** The words for a lock. `vault` tells a locked passphrase from a locked keyring. */
export function lockedWords(code: Lock['code'], vault: VaultStatus['state']): LockedWords {
  switch (code) {
    case 'vault_locked':
    case 'passphrase_needed': {
      const needsPassphrase = vault === 'locked';
      const text = needsPassphrase ? m.safety_locked_passphrase_text() : m.safety_locked_vault_text();
      return { title: m.safety_locked_vault(), text, needsPassphrase, canRestore: false };
    }
    case 'storage_full':
      return {
        title: m.safety_locked_full(),
        text: m.safety_locked_full_text(),
        needsPassphrase: false,
        canRestore: false,
      };
    case 'storage_unavailable':
      return {
        title: m.safety_locked_storage(),
        text: m.safety_locked_storage_text(),
        needsPassphrase: false,
        canRestore: true,
      };
    case 'storage_log_missing':
      return {
        title: m.safety_locked_log(),
        text: m.safety_locked_log_text(),
        needsPassphrase: false,
        canRestore: true,
      };
    default: {
      // Newer reasons of main: its own words, and every way out.
      const { title } = errorText(code);
      const text = m.safety_locked_other_text({ reason: title });
      return { title, text, needsPassphrase: false, canRestore: true };
    }
  }
}
