import * as v from 'valibot';
import {
  localNameSchema,
  organisationColours,
  organisationSchema,
  setAsideWords,
  signInStateSchema,
} from '../domain/organisation.ts';
import { idSchema, isoDateSchema } from '../domain/primitives.ts';
import { byId, method, nothing } from './contract-parts.ts';

const keyText = v.pipe(v.string(), v.maxLength(512));

/** `organisations.*`: who is signed in, whose data the page shows, and how the companies look here. */
export const organisations = {
  /** In the user's order; the first nine have a key. */
  list: method(null, v.array(organisationSchema)),
  signIn: method(
    v.variant('method', [
      v.strictObject({ method: v.literal('oauth') }),
      v.strictObject({ method: v.literal('apiKey'), key: keyText }),
      /** Opens the demo company, and makes it where it is not here. */
      v.strictObject({ method: v.literal('demo') }),
    ]),
    organisationSchema,
  ),
  cancelSignIn: method(null, nothing),
  switchTo: method(byId, organisationSchema),
  signOut: method(v.strictObject({ id: idSchema, removeData: v.boolean() }), nothing),
  /** Tries once more to open a locked one. */
  openLocked: method(byId, organisationSchema),
  /** Moves the files of a locked one into the quarantine folder; nothing is deleted. */
  setAside: method(v.strictObject({ id: idSchema, word: v.picklist(setAsideWords) }), nothing),
  /** Changes how a company looks on this machine; an empty name brings Lexware's back. */
  change: method(
    v.strictObject({
      id: idSchema,
      name: v.optional(localNameSchema),
      colour: v.optional(v.picklist(organisationColours)),
    }),
    organisationSchema,
  ),
  /** Puts the companies into this order; those that are not named come after, as they were. */
  arrange: method(v.strictObject({ ids: v.pipe(v.array(idSchema), v.maxLength(500)) }), v.array(organisationSchema)),
  /** Puts a new API key in the place of the old one; `api_key_other_organisation` where it is another company's. */
  replaceKey: method(v.strictObject({ id: idSchema, key: keyText }), organisationSchema),
  /** Says when the API key was made; `null` takes that back. `invalid_input` for a day that cannot be. */
  tellKeyDate: method(v.strictObject({ id: idSchema, createdOn: v.nullable(isoDateSchema) }), organisationSchema),
  /** Puts the present warning of the API key's end aside; the next one comes all the same. */
  putKeyWarningAside: method(byId, organisationSchema),
  status: method(null, v.object({ signIn: signInStateSchema, online: v.boolean() })),
} as const;
