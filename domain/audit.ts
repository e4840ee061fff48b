import * as v from 'valibot';
import { operationKinds, operationStates } from './operation.ts';
import { idSchema, instantSchema } from './primitives.ts';

/** A SHA-256, hexadecimal. */
const hashSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** What the audit log of an organisation tells. Closed: what is not named here is not written. */
export const auditFactsSchema = v.variant('event', [
  v.object({ event: v.literal('signedIn'), method: v.picklist(['oauth', 'apiKey', 'demo']) }),
  v.object({ event: v.literal('signedOut') }),
  /** A step of an operation; `bodyHash` is the SHA-256 of what was sent, `resourceId` and `errorCode` the answer. */
  v.object({
    event: v.literal('operation'),
    operationId: idSchema,
    kind: v.picklist(operationKinds),
    title: v.string(),
    from: v.nullable(v.picklist(operationStates)),
    to: v.picklist(operationStates),
    bodyHash: v.string(),
    resourceId: v.nullable(v.string()),
    errorCode: v.nullable(v.string()),
  }),
  v.object({ event: v.literal('restored'), copy: v.string() }),
  v.object({ event: v.literal('exported') }),
]);
export type AuditFacts = v.InferOutput<typeof auditFactsSchema>;

/** One entry. `hash` covers everything in it and the hash of the entry before. */
export const auditEntrySchema = v.object({
  sequence: v.pipe(v.number(), v.integer(), v.minValue(1)),
  at: instantSchema,
  facts: auditFactsSchema,
  hash: hashSchema,
});
export type AuditEntry = v.InferOutput<typeof auditEntrySchema>;

/** What a verification found: whole, or the first entry that does not fit to what comes before it. */
export const auditVerdictSchema = v.object({ count: v.number(), brokenAt: v.nullable(v.number()) });
export type AuditVerdict = v.InferOutput<typeof auditVerdictSchema>;
