import type { Accounts } from './accounts.ts';
import type { Counters } from './counters.ts';
import type { Faults } from './faults.ts';
import type { IdentitySettings } from './options.ts';

/** What both authorization servers on the listener share. */
export interface IdentityContext extends IdentitySettings {
  /** `http://127.0.0.1:<port>` */
  issuer: string;
  accounts: Accounts;
  counters: Counters;
  faults: Faults;
}

/** What a valid access token opens. */
export interface BearerGrant {
  organizationId: string;
  scopes: string[];
}
