/** Deeper than any input of the contract, shallow enough never to exhaust the stack. */
const maximalDepth = 16;

/**
 * Answers whether a value is plain data: primitives, bytes, and lists and objects without a class, as JSON could hold
 * them. Dates, maps and the like are not; nor are getters, which could answer differently the next time, and rings.
 * Every object is looked at once: a few of them that hold each other over and over would unfold without an end.
 */
export function isPlainData(value: unknown): boolean {
  try {
    return isPlain(value, maximalDepth, { open: new Set(), done: new Set() });
  } catch {
    // Only a proxy throws at being looked at, and a proxy is no data.
    return false;
  }
}

interface Visited {
  /** The objects around the one that is looked at. */
  open: Set<object>;
  done: Set<object>;
}

function isPlain(value: unknown, depth: number, visited: Visited): boolean {
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function') return false;
  if (typeof value !== 'object' || value === null || visited.done.has(value)) return true;
  if (depth === 0 || visited.open.has(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Uint8Array.prototype) return true;
  if (prototype !== (Array.isArray(value) ? Array.prototype : Object.prototype) && prototype !== null) return false;
  visited.open.add(value);
  const isWhole = Object.values(Object.getOwnPropertyDescriptors(value)).every(
    (property) => 'value' in property && isPlain(property.value, depth - 1, visited),
  );
  visited.open.delete(value);
  visited.done.add(value);
  return isWhole;
}
