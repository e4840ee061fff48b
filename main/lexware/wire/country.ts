import * as v from 'valibot';
import type { Country } from '../api.ts';
import { textField } from './lenient.ts';

/** A country (API reference 4.17). */
export const countrySchema = v.pipe(
  v.object({
    countryCode: v.pipe(v.string(), v.nonEmpty(), v.maxLength(6)),
    countryNameDE: textField,
    countryNameEN: textField,
  }),
  v.transform((raw): Country => {
    const { countryCode: code, countryNameDE: nameDe, countryNameEN: nameEn } = raw;
    return { code, nameDe: nameDe === '' ? code : nameDe, nameEn: nameEn === '' ? code : nameEn };
  }),
);
