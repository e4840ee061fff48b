import type * as v from 'valibot';

/** The parts of a valibot schema that its text needs; every schema carries some of them. */
interface Described {
  type: string;
  wrapped?: Described;
  item?: Described;
  key?: Described;
  value?: Described;
  literal?: unknown;
  options?: readonly unknown[];
  entries?: Readonly<Record<string, Described>>;
}

/** A schema as a reader of TypeScript would write its type. Ranges and patterns are left to the code. */
export function schemaText(schema: v.GenericSchema): string {
  return describe(schema);
}

function describe(schema: Described): string {
  switch (schema.type) {
    case 'array':
      return `${grouped(schema.item)}[]`;
    case 'nullable':
      return `${inner(schema.wrapped)} | null`;
    case 'optional':
      return inner(schema.wrapped);
    case 'literal':
      return quote(schema.literal);
    case 'picklist':
      return (schema.options ?? []).map(quote).join(' | ');
    case 'union':
    case 'variant':
      return (schema.options ?? []).map((option) => describe(option as Described)).join(' | ');
    case 'record':
      return `{ [${inner(schema.key)}]: ${inner(schema.value)} }`;
    case 'object':
    case 'strict_object':
      return objectText(schema.entries ?? {});
    case 'custom':
      return 'Uint8Array';
    default:
      return schema.type;
  }
}

function objectText(entries: Readonly<Record<string, Described>>): string {
  const fields = Object.entries(entries).map(
    ([name, field]) => `${name}${field.type === 'optional' ? '?' : ''}: ${describe(field)}`,
  );
  return fields.length === 0 ? '{}' : `{ ${fields.join('; ')} }`;
}

function inner(schema: Described | undefined): string {
  return schema === undefined ? 'unknown' : describe(schema);
}

function grouped(schema: Described | undefined): string {
  const text = inner(schema);
  return text.includes(' | ') && !text.startsWith('{') ? `(${text})` : text;
}

function quote(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}
