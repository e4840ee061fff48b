import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { errorCodes } from '../../../domain/errors.ts';

type Messages = Record<string, unknown>;

const root = path.resolve(import.meta.dirname, '../../../renderer/i18n/messages');
const files = readdirSync(path.join(root, 'de'));

function read(language: 'de' | 'en', file: string): Messages {
  return JSON.parse(readFileSync(path.join(root, language, file), 'utf8')) as Messages;
}

/** Every text of a message: one, or one per form of a plural. */
function textsOf(message: unknown): string[] {
  if (typeof message === 'string') return [message];
  const variants = message as { match: Record<string, string> }[];
  return variants.flatMap((variant) => Object.values(variant.match));
}

function placeholdersOf(message: unknown): string[] {
  const names = textsOf(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/gu)].map((match) => match[1] ?? ''));
  return [...new Set(names)].sort();
}

test('both languages have the same files', () => {
  expect(readdirSync(path.join(root, 'en'))).toEqual(files);
});

describe.each(files)('%s', (file) => {
  const german = read('de', file);
  const english = read('en', file);

  test('has the same keys in both languages', () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(german).sort());
  });

  test('has no empty text', () => {
    const texts = [...Object.entries(german), ...Object.entries(english)];
    const empty = texts.filter(([, message]) => textsOf(message).some((text) => text.trim() === ''));
    expect(empty.map(([key]) => key)).toEqual([]);
  });

  test('names the same placeholders in both languages', () => {
    const different = Object.keys(german).filter(
      (key) => placeholdersOf(german[key]).join() !== placeholdersOf(english[key]).join(),
    );
    expect(different).toEqual([]);
  });

  test('says nothing in the other language', () => {
    const germanOnly = /\b(?:nicht|und|der|die|das|Rechnung|Entwurf|speichern)\b/u;
    const mixed = Object.entries(english).filter(([, message]) =>
      textsOf(message).some((text) => germanOnly.test(text)),
    );
    expect(mixed.map(([key]) => key)).toEqual([]);
  });
});

test('no key stands in two files', () => {
  const keys = files.flatMap((file) => Object.keys(read('de', file)));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test('the list of error codes and the list of their texts are equal', () => {
  const keys = Object.keys(read('de', 'common.json')).filter((key) => key.startsWith('error_'));
  const wanted = errorCodes.flatMap((code) => [`error_${code}`, `error_${code}_help`]);
  expect(keys.sort()).toEqual(wanted.sort());
});
