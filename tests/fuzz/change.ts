import { hostileValue } from './hostile.ts';
import type { Luck } from './luck.ts';

/** A copy of a good input with one thing wrong with it, or nothing. */
export function changeInput(input: unknown, luck: Luck): unknown {
  if (typeof input !== 'object' || input === null || luck.oneIn(12)) return hostileValue(luck);
  if (input instanceof Uint8Array) return luck.pick([Array.from(input), new Uint16Array(2), '\u0000', input.buffer]);
  const keys = Object.keys(input);
  const key = luck.pick(keys);
  if (keys.length > 0 && luck.oneIn(2)) return withChild(input, key, changeInput(childOf(input, key), luck));
  return luck.pick(wholeChanges)(input, key, luck);
}

function childOf(parent: object, key: string): unknown {
  return (parent as Record<string, unknown>)[key];
}

function withChild(parent: object, key: string, child: unknown): unknown {
  if (Array.isArray(parent)) return parent.map((entry: unknown, index) => (String(index) === key ? child : entry));
  return { ...parent, [key]: child };
}

type Change = (input: object, key: string | undefined, luck: Luck) => unknown;

/** What can be done to an object as a whole. */
const wholeChanges: readonly Change[] = [
  (input, key, luck) => (key === undefined ? hostileValue(luck) : withChild(input, key, hostileValue(luck))),
  (input, key) => Object.fromEntries(Object.entries(input).filter(([name]) => name !== key)),
  (input, _key, luck) => ({ ...input, [luck.pick(['extra', 'ID', 'Id', 'isAdmin', ''])]: hostileValue(luck) }),
  // An own property of this name, as JSON and structured clone make it.
  (input) =>
    Object.defineProperty({ ...input }, '__proto__', { value: { polluted: true }, enumerable: true, writable: true }),
  (input) => ({ ...input, constructor: { prototype: { polluted: true } }, hasOwnProperty: 1 }),
  (input) => Object.assign(Object.create(null) as object, input),
  (input) => Object.assign(Object.create({ inherited: true }) as object, input),
  (input) => Object.create(input) as unknown,
  (input) => Object.setPrototypeOf({ ...input }, Date.prototype) as unknown,
  (input, key) => {
    let reads = 0;
    const get = (): unknown => ((reads += 1) === 1 ? childOf(input, key ?? '') : { reads });
    return Object.defineProperty({ ...input }, key ?? 'id', { get, enumerable: true });
  },
  (input) => [input],
  (input) => Object.assign([], input),
  (input) => new Map(Object.entries(input)),
  (input) => JSON.stringify(input),
  (input) => ({ ...input, [Symbol('hidden')]: input }),
  (input, key) => ({ ...input, [(key ?? 'id').toUpperCase()]: 1 }),
];
