import { ok, type Result } from '../../domain/result.ts';
import type { TokenSet } from './tokens.ts';
import type { VaultFailure } from './vault-failure.ts';
import type { Vault } from './vault.ts';

/** Where one session keeps its tokens. A write is durable when it answers. */
export interface TokenStore {
  /** `null`: signed out. */
  read(): Promise<Result<TokenSet | null, VaultFailure>>;
  write(tokens: TokenSet): Promise<Result<void, VaultFailure>>;
  remove(): Promise<Result<void, VaultFailure>>;
}

/** The token store of one organisation in the vault. */
export function createTokenStore(vault: Vault, organisationId: string): TokenStore {
  return {
    read: async () => {
      const found = await vault.readCredential(organisationId);
      if (!found.ok) return found;
      return ok(found.value?.kind === 'oauth' ? found.value.tokens : null);
    },
    write: (tokens) => vault.writeCredential(organisationId, { kind: 'oauth', tokens }),
    remove: () => vault.removeCredential(organisationId),
  };
}
