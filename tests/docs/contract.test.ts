import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { contractPage } from '../../build/docs/contract-page.ts';
import { schemaText } from '../../build/docs/schema-text.ts';

describe('docs/contract.md', () => {
  it('says what the contract says; npm run docs writes it anew', () => {
    const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/contract.md'), 'utf8');
    expect(page.trim()).toBe(contractPage().trim());
  });
});

describe('the text of a schema', () => {
  it.each([
    [v.array(v.picklist(['a', 'b'])), "('a' | 'b')[]"],
    [v.nullable(v.string()), 'string | null'],
    [
      v.strictObject({ id: v.pipe(v.string(), v.uuid()), limit: v.optional(v.number()) }),
      '{ id: string; limit?: number }',
    ],
    [v.variant('k', [v.object({ k: v.literal('x') }), v.object({ k: v.literal('y') })]), "{ k: 'x' } | { k: 'y' }"],
    [v.record(v.string(), v.number()), '{ [string]: number }'],
    [v.undefined(), 'undefined'],
  ])('reads like a type', (schema, text) => {
    expect(schemaText(schema)).toBe(text);
  });
});
