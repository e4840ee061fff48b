import * as v from 'valibot';
import { auditEntrySchema, auditVerdictSchema } from '../domain/audit.ts';
import { ordinalSchema } from '../domain/primitives.ts';
import { limit, method, savedSchema } from './contract-parts.ts';

/** The contract's part about the audit log of the organisation that is shown. */
export const audit = {
  /** Newest first; `before` is an entry's number. */
  list: method(v.strictObject({ before: v.optional(ordinalSchema), limit: limit(500) }), v.array(auditEntrySchema)),
  /** Computes the chain anew. */
  verify: method(null, auditVerdictSchema),
  /** Asks where to, then writes all entries with their hashes, one JSON object per line. */
  export: method(null, savedSchema),
} as const;
