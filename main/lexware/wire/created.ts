import * as v from 'valibot';
import type { Created } from '../api.ts';
import { idField, instantField } from './lenient.ts';

/** The answer of a creating call (API reference 3.5). Without an id nothing is proved. */
export const createdSchema = v.pipe(
  v.object({ id: idField, createdDate: instantField }),
  v.transform((raw): Created => ({ id: raw.id, createdMs: raw.createdDate })),
);
