/** The outcome of something that may fail: a value, or an error as a value. Exceptions are for bugs only. */
export type Result<T, E> = { ok: true; value: T } | { ok: false; error: E };

/** Wraps a value as a success. */
export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** Wraps an error as a failure. */
export function fail<E>(error: E): { ok: false; error: E } {
  return { ok: false, error };
}

/** Closes a switch over a union: the compiler refuses a forgotten case, and a wrong value at run time throws. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
