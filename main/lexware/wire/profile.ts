import * as v from 'valibot';
import type { Profile } from '../api.ts';
import { dayOf, flagField, idField, partField, textField, textOrNullField } from './lenient.ts';

/** `GET /v1/profile` (API reference 4.16). A tax type that we do not know is read as net, the usual one. */
export const profileSchema = v.pipe(
  v.object({
    organizationId: idField,
    companyName: textField,
    connectionId: textOrNullField,
    created: partField({ date: textField }),
    taxType: v.fallback(v.picklist(['net', 'gross', 'vatfree']), 'net'),
    smallBusiness: flagField,
  }),
  v.transform(({ created, ...profile }): Profile => ({ ...profile, createdOn: dayOf(created.date) })),
);
