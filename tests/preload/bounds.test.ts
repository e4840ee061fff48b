import type * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { contract, type Method } from '../../preload/contract.ts';

interface Shape {
  type: string;
  entries?: Record<string, v.GenericSchema>;
  item?: v.GenericSchema;
  wrapped?: v.GenericSchema;
  options?: readonly unknown[];
  value?: v.GenericSchema;
  pipe?: readonly Shape[];
}

/** What keeps a text short by itself, beside a greatest length. */
const boundingTexts = ['max_length', 'length', 'uuid', 'regex', 'iso_date', 'iso_timestamp'];

/** The places of an input that may be of any size. */
function unbounded(schema: v.GenericSchema, path: string): string[] {
  const shape = schema as unknown as Shape;
  const has = (...types: string[]): boolean => actionsOf(shape).some((type) => types.includes(type));
  switch (shape.type) {
    case 'string':
      return has(...boundingTexts) ? [] : [path];
    case 'array':
      return [...(has('max_length', 'length') ? [] : [path]), ...inside(shape.item, `${path}[]`)];
    case 'number':
      return has('safe_integer') || (has('integer') && has('max_value')) ? [] : [path];
    case 'record':
      return [path, ...inside(shape.value, `${path}.*`)];
    case 'object':
    case 'strict_object':
      return Object.entries(shape.entries ?? {}).flatMap(([key, entry]) => unbounded(entry, `${path}.${key}`));
    case 'variant':
    case 'union':
      return (shape.options ?? []).flatMap((option) => unbounded(option as v.GenericSchema, path));
    default:
      return inside(shape.wrapped, path);
  }
}

/** The checks of a schema, also of the schemas that it was made of. */
function actionsOf({ pipe = [] }: Shape): string[] {
  const [made, ...rest] = pipe;
  return [...(made?.pipe ? actionsOf(made) : []), ...rest.map(({ type }) => type)];
}

function inside(schema: v.GenericSchema | undefined, path: string): string[] {
  return schema === undefined ? [] : unbounded(schema, path);
}

const inputs = Object.entries(contract).flatMap(([namespace, group]) =>
  Object.entries(group as Record<string, Method>).flatMap(([name, { input }]) =>
    input === null ? [] : [[`${namespace}.${name}`, input] as const],
  ),
);

describe.each(inputs)('%s', (name, input) => {
  it('has bounds for every text, every list and every number', () => {
    expect([...new Set(unbounded(input, name))]).toEqual([]);
  });
});
