import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** `path` followed by the names that the document says it holds, as `docs/sign-in.md` writes them. */
const mention = /`((?:main|sandbox|tests|docs)\/[\w./-]+)`((?:,? `#?\w+`)*)/g;

const mentions = [...readFileSync('docs/sign-in.md', 'utf8').matchAll(mention)].map(([, file = '', names = '']) => ({
  file,
  names: [...names.matchAll(/`(#?\w+)`/g)].map(([, name = '']) => name),
}));

test('the document on sign-in names files and functions in the dozens', () => {
  expect(mentions.length).toBeGreaterThan(30);
  expect(mentions.flatMap(({ names }) => names).length).toBeGreaterThan(40);
});

test('the document on sign-in names nothing that is not there', () => {
  expect(mentions.map(({ file }) => file).filter((file) => !existsSync(file))).toEqual([]);
});

test.each(mentions.filter(({ names }) => names.length > 0))('$file holds $names', ({ file, names }) => {
  const code = readFileSync(file, 'utf8');
  for (const name of names) expect(code).toMatch(new RegExp(`${name.startsWith('#') ? '' : '\\b'}${name}\\b`));
});
