import type { vaultReasons } from '../../../domain/organisation.ts';
import { m } from '../../i18n/paraglide/messages.js';

type Reason = (typeof vaultReasons)[number];

/** Why secrets are only kept in memory, and what to install so that a sign-in lasts. */
export function vaultAdvice(reason: Reason | null): string {
  switch (reason) {
    case 'no_keyring':
      return m.frame_memory_no_keyring();
    case 'basic_text':
      return m.frame_memory_basic_text();
    case 'unavailable':
    case null:
      return m.frame_memory_unavailable();
  }
}
