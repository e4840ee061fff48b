import { fail, ok, type Result } from '../../domain/result.ts';

/**
 * Reads the whole body of an answer, at most `maxBytes` after decompression, so that no server can fill the memory.
 * @returns the bytes, or `tooLarge`; a broken connection rejects with the error of `fetch`
 */
export async function readBody(response: Response, maxBytes: number): Promise<Result<Uint8Array, 'tooLarge'>> {
  if (response.body === null) return ok(new Uint8Array());
  const reader = response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return ok(join(chunks, size));
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel().catch(() => undefined);
      return fail('tooLarge');
    }
    chunks.push(value);
  }
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
