import * as v from 'valibot';
import { appErrorSchema } from './errors.ts';
import { instantSchema } from './primitives.ts';

/** Where the mirror of the shown organisation stands. */
export const syncStatusSchema = v.object({
  state: v.picklist(['idle', 'running', 'offline', 'failed']),
  lastSuccessAt: v.nullable(instantSchema),
  error: v.nullable(appErrorSchema),
  /** Rows known so far and, while running, how many Lexware says there are. */
  rows: v.number(),
  expectedRows: v.nullable(v.number()),
  /** When Kontor tries again by itself, after a failure. */
  nextAttemptAt: v.nullable(instantSchema),
  /** How far this computer's clock is behind Lexware's (ahead: negative), ms; `null` where it is right, or not known. */
  clockOffsetMs: v.nullable(v.number()),
});
