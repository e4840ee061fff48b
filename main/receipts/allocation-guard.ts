import { limits } from './limits.ts';

/** The arrays that decoders of PDF streams and images fill. Their memory lies outside the heap that a worker limits. */
const arrays = [
  'ArrayBuffer',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int8Array',
  'Uint16Array',
  'Int16Array',
  'Uint32Array',
  'Int32Array',
  'Float32Array',
  'Float64Array',
] as const;

/** Ways out of the worker that reading a file never needs. */
const doors = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'BroadcastChannel'];

let hasTripped = false;

/** Whether something asked for too much since the last call. pdf.js swallows the error, so it has to be remembered. */
export function takeTripped(): boolean {
  const tripped = hasTripped;
  hasTripped = false;
  return tripped;
}

/**
 * Makes this thread refuse arrays above a size, native decompression (which fills memory unasked: pdf.js then uses its own,
 * which goes through the arrays), and the network. Only for workers, before anything is read.
 * @param maxBytes of one array
 */
export function guardThread(maxBytes: number = limits.allocationBytes): void {
  for (const name of arrays) guardArray(name, maxBytes);
  for (const name of ['DecompressionStream', ...doors]) {
    Object.defineProperty(globalThis, name, { value: undefined, configurable: true, writable: true });
  }
}

function guardArray(name: (typeof arrays)[number], maxBytes: number): void {
  const original = globalThis[name];
  const elementBytes = 'BYTES_PER_ELEMENT' in original ? original.BYTES_PER_ELEMENT : 1;
  const guarded = new Proxy(original, {
    construct(target, args: unknown[], newTarget): object {
      const [length] = args;
      if (typeof length === 'number' && length * elementBytes > maxBytes) {
        hasTripped = true;
        throw new RangeError('array too large');
      }
      return Reflect.construct(target, args, newTarget) as object;
    },
  });
  Object.defineProperty(globalThis, name, { value: guarded, configurable: true, writable: true });
}
