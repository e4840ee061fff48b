import * as v from 'valibot';
import { isoDateSchema } from '../../domain/primitives.ts';

/** What the token endpoint gave, with when. The whole value is secret. */
export const tokenSetSchema = v.object({
  accessToken: v.string(),
  /** `null`: the server gave none; then the session ends with the access token. */
  refreshToken: v.nullable(v.string()),
  /** Lifetime of the access token in milliseconds; `null`: the server did not say. */
  lifetimeMs: v.nullable(v.number()),
  /** Wall clock when it was asked for, milliseconds since 1970; only trusted with care, after a restart. */
  receivedAtMs: v.number(),
  scope: v.nullable(v.string()),
});
export type TokenSet = v.InferOutput<typeof tokenSetSchema>;

/** The proof of identity of one organisation, as the vault keeps it. */
export const storedCredentialSchema = v.variant('kind', [
  v.object({ kind: v.literal('oauth'), tokens: tokenSetSchema }),
  v.object({ kind: v.literal('apiKey'), key: v.string() }),
  /** Nothing secret: the day that the demo company was made for. Its server has another key at each start. */
  v.object({ kind: v.literal('demo'), madeFor: isoDateSchema }),
]);
export type StoredCredential = v.InferOutput<typeof storedCredentialSchema>;
