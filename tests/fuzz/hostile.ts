import type { Luck } from './luck.ts';

/** A class as a page could have one: instances are no plain data. */
class Impostor {
  readonly id = '5b0c0d4e-6c1f-4a53-9c8e-0d9f1d0a1b2c';
}

const texts = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  'a\udc00b',
  '\u202eevil',
  '__proto__',
  'constructor',
  "'; DROP TABLE drafts; --",
  '../../../../etc/passwd',
  'C:\\Windows\\System32',
  'javascript:alert(1)',
  '<img src=x onerror=alert(1)>',
  'NaN',
  '-0',
  '1e400',
  '%00',
  '5B0C0D4E-6C1F-4A53-9C8E-0D9F1D0A1B2C\n',
  '{5b0c0d4e-6c1f-4a53-9c8e-0d9f1d0a1b2c}',
] as const;

const numbers = [NaN, Infinity, -Infinity, -0, -1, 0.1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 53), 1e308, 5e-324] as const;

/** A text nested in itself so often that a walk by recursion would not come back. */
function deep(depth: number): unknown {
  let value: unknown = 'bottom';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { id: value };
  return value;
}

/** Few objects that unfold to more than any walk without a memory would end: ten times ten times ten … */
function unfolding(): unknown {
  let value: unknown = { id: 'leaf' };
  for (let level = 0; level < 14; level += 1) value = Array.from({ length: 10 }, () => value);
  return { id: value };
}

function cycle(): unknown {
  const ring: Record<string, unknown> = { id: 'ring' };
  ring['self'] = ring;
  return ring;
}

function withGetter(get: () => unknown): object {
  return Object.defineProperty({}, 'id', { enumerable: true, get });
}

function sparse(): unknown[] {
  const list: unknown[] = [];
  list[1_000] = 'far';
  return list;
}

let turn = 0;

/** Makers of everything that an input is not, however it is called. */
const makers: readonly ((luck: Luck) => unknown)[] = [
  () => null,
  () => undefined,
  (luck) => luck.pick(numbers),
  (luck) => luck.pick(numbers),
  (luck) => luck.pick(texts),
  (luck) => luck.pick(texts),
  (luck) => luck.oneIn(2),
  (luck) => 10n ** BigInt(luck.below(40)),
  () => Symbol('id'),
  () => () => 'a function',
  () => new Date(0),
  () => new Date(NaN),
  () => /x/,
  () => new Map([['id', '5b0c0d4e-6c1f-4a53-9c8e-0d9f1d0a1b2c']]),
  () => new Set(['id']),
  () => new Error('an error'),
  () => new ArrayBuffer(8),
  () => new Uint8Array(3),
  () => Buffer.from('buffer'),
  () => new Float64Array([NaN]),
  () => new BigInt64Array(1),
  () => new DataView(new ArrayBuffer(2)),
  () => Object('5b0c0d4e-6c1f-4a53-9c8e-0d9f1d0a1b2c') as unknown,
  () => Object(1) as unknown,
  () => new Impostor(),
  () => Promise.resolve('late'),
  () => Object.create(null) as unknown,
  () => Object.create({ id: '5b0c0d4e-6c1f-4a53-9c8e-0d9f1d0a1b2c' }) as unknown,
  () => JSON.parse('{"__proto__":{"polluted":true},"id":"x"}') as unknown,
  () => JSON.parse('{"constructor":{"prototype":{"polluted":true}}}') as unknown,
  () => ({ [Symbol('key')]: 1 }),
  () => ({ toJSON: 'x', valueOf: 1, toString: null, length: 1e9, then: 'x' }),
  () => withGetter(() => (turn += 1)),
  () =>
    withGetter(() => {
      throw new Error('a getter that throws');
    }),
  () =>
    new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('a proxy that throws');
        },
      },
    ),
  () => [],
  () => [null],
  () => [[]],
  sparse,
  () => Object.assign(['a'], { id: 'x' }),
  cycle,
  unfolding,
  (luck) => deep(luck.pick([17, 100, 2_000])),
  (luck) => Array.from({ length: luck.oneIn(20) ? 100_000 : luck.pick([501, 5_001]) }, () => 0),
  (luck) => 'x'.repeat(luck.pick([201, 256, 501, 2_001, 5_000])),
  // Ten million characters, as often as the time allows.
  (luck) => 'x'.repeat(luck.oneIn(20) ? 10_000_000 : 100_000),
];

/** Something that no page of ours would send in this place, or would only by chance. */
export function hostileValue(luck: Luck): unknown {
  return luck.pick(makers)(luck);
}
