import * as v from 'valibot';
import type { Created } from '../api.ts';
import { idField, idOrNullField, instantField } from './lenient.ts';

/** The answer of a creating call (API reference 3.5). Without an id nothing is proved. */
export const createdSchema = v.pipe(
  v.object({ id: idField, createdDate: instantField }),
  v.transform((raw): Created => ({ id: raw.id, createdMs: raw.createdDate })),
);

/** The same where only the id matters. */
export const createdContactSchema = v.object({ id: idField });

/** The answer of an upload (API reference 4.13); older ones have only the file's id. */
export const uploadedSchema = v.object({ id: idField, voucherId: idOrNullField });
