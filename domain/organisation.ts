import * as v from 'valibot';
import { idSchema } from './primitives.ts';

/** One company in Lexware Office, as Kontor lists it. */
export const organisationSchema = v.object({
  id: idSchema,
  name: v.string(),
  method: v.picklist(['oauth', 'apiKey']),
  active: v.boolean(),
  /** `signedOut` keeps local data and asks for a new sign-in. */
  session: v.picklist(['signedIn', 'signedOut']),
  /** The company's usual way of stating prices; `vatfree` companies may use nothing else (API reference 4.16). */
  taxType: v.picklist(['net', 'gross', 'vatfree']),
  smallBusiness: v.boolean(),
});
export type Organisation = v.InferOutput<typeof organisationSchema>;

/** Where secrets are kept on this machine. */
export const vaultStates = ['sealed', 'memory'] as const;
/** Why secrets are only kept in memory. */
export const vaultReasons = ['no_keyring', 'basic_text', 'unavailable'] as const;

/** Where sign-in stands; the renderer draws it as is. */
export const signInStateSchema = v.variant('step', [
  v.object({ step: v.literal('idle') }),
  v.object({ step: v.literal('waitingForBrowser'), expiresAt: v.pipe(v.string(), v.isoTimestamp()) }),
  v.object({ step: v.literal('exchanging') }),
  v.object({ step: v.literal('loadingProfile') }),
]);
export type SignInState = v.InferOutput<typeof signInStateSchema>;
