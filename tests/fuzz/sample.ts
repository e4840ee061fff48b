import * as v from 'valibot';
import type { Luck } from './luck.ts';

/** What is read of a schema; Valibot's schemas are plain data. */
interface Shape {
  type: string;
  entries?: Record<string, v.GenericSchema>;
  item?: v.GenericSchema;
  wrapped?: v.GenericSchema;
  options?: readonly unknown[];
  literal?: unknown;
  key?: v.GenericSchema;
  value?: v.GenericSchema;
  pipe?: readonly { type: string; requirement?: unknown }[];
}

const texts = [
  '',
  'a',
  'Wiebke Claasen',
  'Ä ß € 𝔘',
  '5b0c0d4e-6c1f-4a53-9c8e-0d9f1d0a1b2c',
  '6C1D1E5F-7D20-4B64-8D9F-1E0A2E1B2C3D',
  '2026-11-24',
  '2024-02-29',
  '2026-11-24T08:00:00.000Z',
  '95',
  '0.6543',
  '100',
  '2.5',
  'DE',
  'FR',
  'buero@naehstube.example',
  'a passphrase of some length',
  'https://api.lexware.io',
  'O\'Hara " \\ % _ * -- ;',
  '\u0000',
  'x'.repeat(200),
  'x'.repeat(255),
] as const;
const numbers = [
  Infinity,
  -Infinity,
  1e308,
  0,
  1,
  2,
  7,
  19,
  20,
  50,
  100,
  250,
  300,
  500,
  0.5,
  -1,
  -0,
  9_999,
  2 ** 31,
  Number.MAX_SAFE_INTEGER,
];

/** So often something else is tried where a schema does not take what was made for it. */
const tries = 60;

/**
 * Makes an input that a schema takes, by reading the schema; `undefined` where it found none, which is no input either.
 */
export function sampleOf(schema: v.GenericSchema, luck: Luck): unknown {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const candidate = candidateOf(schema, luck);
    if (v.is(schema, candidate)) return candidate;
  }
  return undefined;
}

function candidateOf(shape: Shape, luck: Luck): unknown {
  switch (shape.type) {
    case 'object':
    case 'strict_object':
      return objectOf(shape.entries ?? {}, luck);
    case 'optional':
    case 'nullish':
      return luck.oneIn(2) ? undefined : inner(shape.wrapped, luck);
    case 'nullable':
      return luck.oneIn(3) ? null : inner(shape.wrapped, luck);
    case 'array':
      return Array.from({ length: lengthOf(shape, luck) }, () => inner(shape.item, luck));
    case 'record':
      return { [String(inner(shape.key, luck))]: inner(shape.value, luck) };
    case 'variant':
    case 'union':
      return inner(luck.pick(shape.options ?? []) as v.GenericSchema, luck);
    case 'picklist':
      return luck.pick(shape.options ?? []);
    case 'literal':
      return shape.literal;
    case 'boolean':
      return luck.oneIn(2);
    case 'number':
      return luck.pick(numbers);
    case 'string':
      return luck.pick(texts);
    case 'custom':
      return new Uint8Array(luck.below(64));
    default:
      throw new Error(`the sampler does not know the schema "${shape.type}"`);
  }
}

function inner(schema: v.GenericSchema | undefined, luck: Luck): unknown {
  if (schema === undefined) throw new Error('a schema without its part');
  return sampleOf(schema, luck);
}

function objectOf(entries: Record<string, v.GenericSchema>, luck: Luck): Record<string, unknown> {
  const made = Object.entries(entries).map(([key, schema]): [string, unknown] => [key, sampleOf(schema, luck)]);
  return Object.fromEntries(made.filter(([, value]) => value !== undefined));
}

function lengthOf({ pipe = [] }: Shape, luck: Luck): number {
  const least = pipe.find(({ type }) => type === 'min_length')?.requirement;
  return (typeof least === 'number' ? least : 0) + luck.below(3);
}
