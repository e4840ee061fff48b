import { StorageError } from './storage-error.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Encodes a value for a payload column. Payloads are blobs, so that damaged text is an error and not a crash. */
export function encode(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value), 'utf8');
}

/** Decodes a payload column; damaged content is a `StorageError`. The caller knows what it wrote there. */
export function decode(stored: unknown): unknown {
  try {
    return JSON.parse(decodeText(stored));
  } catch (error) {
    throw error instanceof StorageError ? error : new StorageError('storage_unavailable', error);
  }
}

/** Decodes a text column that was selected with `CAST(… AS BLOB)`. */
export function decodeText(stored: unknown): string {
  try {
    return decoder.decode(toBytes(stored));
  } catch (error) {
    throw new StorageError('storage_unavailable', error);
  }
}

/** The bytes of a blob column. */
export function toBytes(stored: unknown): Uint8Array {
  if (stored instanceof Uint8Array) return stored;
  if (stored instanceof ArrayBuffer) return new Uint8Array(stored);
  throw new StorageError('storage_unavailable', new TypeError('a blob was expected'));
}
