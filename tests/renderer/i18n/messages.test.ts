import { describe, expect, test } from 'vitest';
import { errorCodes } from '../../../domain/errors.ts';

type Messages = Record<string, unknown>;

const modules = import.meta.glob<Messages>('../../../renderer/i18n/messages/*/*.json', {
  eager: true,
  import: 'default',
});

/** The files of one language, by name. */
function filesOf(language: 'de' | 'en'): Map<string, Messages> {
  const entries = Object.entries(modules).filter(([file]) => file.includes(`/${language}/`));
  return new Map(entries.map(([file, messages]) => [file.slice(file.lastIndexOf('/') + 1), messages]));
}

const german = filesOf('de');
const english = filesOf('en');

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
  expect(german.size).toBeGreaterThan(4);
  expect([...english.keys()].sort()).toEqual([...german.keys()].sort());
});

describe.each([...german.keys()])('%s', (file) => {
  const ours = german.get(file) ?? {};
  const theirs = english.get(file) ?? {};

  test('has the same keys in both languages', () => {
    expect(Object.keys(theirs).sort()).toEqual(Object.keys(ours).sort());
  });

  test('has no empty text', () => {
    const texts = [...Object.entries(ours), ...Object.entries(theirs)];
    const empty = texts.filter(([, message]) => textsOf(message).some((text) => text.trim() === ''));
    expect(empty.map(([key]) => key)).toEqual([]);
  });

  test('names the same placeholders in both languages', () => {
    const different = Object.keys(ours).filter(
      (key) => placeholdersOf(ours[key]).join() !== placeholdersOf(theirs[key]).join(),
    );
    expect(different).toEqual([]);
  });

  test('says nothing in the other language', () => {
    const germanOnly = /\b(?:nicht|und|der|die|das|Rechnung|Entwurf|speichern)\b/u;
    const mixed = Object.entries(theirs).filter(([, message]) =>
      textsOf(message).some((text) => germanOnly.test(text)),
    );
    expect(mixed.map(([key]) => key)).toEqual([]);
  });
});

test('no key stands in two files', () => {
  const keys = [...german.values()].flatMap((messages) => Object.keys(messages));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test('the list of error codes and the list of their texts are equal', () => {
  const keys = Object.keys(german.get('common.json') ?? {}).filter((key) => key.startsWith('error_'));
  const wanted = errorCodes.flatMap((code) => [`error_${code}`, `error_${code}_help`]);
  expect(keys.sort()).toEqual(wanted.sort());
});
