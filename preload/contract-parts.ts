import * as v from 'valibot';
import { idSchema } from '../domain/primitives.ts';

/** One method of the contract. */
export interface Method<
  I extends v.GenericSchema | null = v.GenericSchema | null,
  O extends v.GenericSchema = v.GenericSchema,
> {
  input: I;
  output: O;
}

export function method<const I extends v.GenericSchema | null, const O extends v.GenericSchema>(
  input: I,
  output: O,
): Method<I, O> {
  return { input, output };
}

export const nothing = v.undefined();
export const byId = v.strictObject({ id: idSchema });
/** Bytes over any kind of buffer; they cross by structured clone. */
export const bytesSchema = v.custom<Uint8Array>((value) => value instanceof Uint8Array);
/** Bytes that the page hands in; `most` counts them. */
export const bytesUpTo = (most: number): v.GenericSchema<Uint8Array> =>
  v.pipe(
    bytesSchema,
    v.check(({ byteLength }) => byteLength <= most),
  );
export const shortText = v.pipe(v.string(), v.maxLength(200));

type Limit = v.OptionalSchema<
  v.SchemaWithPipe<
    readonly [
      v.NumberSchema<undefined>,
      v.IntegerAction<number, undefined>,
      v.MinValueAction<number, 1, undefined>,
      v.MaxValueAction<number, number, undefined>,
    ]
  >,
  undefined
>;
/** How many rows at most. */
export const limit = (most: number): Limit =>
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most)));
export const cursor = v.optional(v.pipe(v.string(), v.maxLength(500)));
/** Chosen rows, in the order in which they are shown. */
export const chosenIds = v.pipe(v.array(idSchema), v.minLength(1), v.maxLength(5_000));
/** `cancelled`: the user closed the system's dialog. */
export const savedSchema = v.picklist(['saved', 'cancelled']);
export const byIds = v.strictObject({ ids: chosenIds });
