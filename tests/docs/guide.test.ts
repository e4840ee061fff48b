import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { menuTexts } from '../../main/shell/menu-texts.ts';

const languages = ['de', 'en'] as const;
type Language = (typeof languages)[number];

const guide = 'docs/guide';
const chaptersOf = (language: Language): string[] => readdirSync(path.join(guide, language)).sort();
const textOf = (file: string): string => readFileSync(file, 'utf8');

const chapters = languages.flatMap((language) =>
  chaptersOf(language).map((name) => ({ language, name, file: path.join(guide, language, name) })),
);
const linked = [
  ...chapters.map(({ file }) => file),
  path.join(guide, 'README.md'),
  'docs/data-protection.md',
  'docs/datenschutz.md',
];

/** Where links and pictures of a document lead, without those to the web and to headings. */
function targetsOf(file: string): string[] {
  const found = [...textOf(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target.split('#')[0] ?? '');
  return found.filter((target) => target !== '' && !/^[a-z]+:/.test(target));
}

/** The level of each heading, in their order. */
function headingsOf(file: string): string[] {
  const prose = textOf(file).replace(/^```[^]*?^```/gm, '');
  return [...prose.matchAll(/^(#+) /gm)].map(([, level = '']) => level);
}

/** The texts of the screen that a document quotes: what is bold. */
function quotedIn(file: string): string[] {
  return [...textOf(file).matchAll(/\*\*([^*]+)\*\*/g)].map(([, quoted = '']) => quoted.replace(/\s+/g, ' '));
}

/** Every wording of a language: of the page's messages, with their forms by number, and of the application menu. */
function wordingsOf(language: Language): string[] {
  const folder = path.join('renderer/i18n/messages', language);
  const messages = readdirSync(folder).flatMap((name) =>
    Object.values(JSON.parse(textOf(path.join(folder, name))) as Record<string, string | { match: object }[]>),
  );
  const forms = messages.flatMap((message) =>
    typeof message === 'string' ? [message] : message.flatMap(({ match }) => Object.values(match) as string[]),
  );
  return [...forms, ...Object.values(menuTexts(language))];
}

/** A parameter may be anything; a wording that is nothing but parameters would then allow everything, and is left out. */
function patternsOf(language: Language): RegExp[] {
  return wordingsOf(language)
    .filter((wording) => /\p{L}/u.test(wording.replace(/\{\w+\}/g, '')))
    .map((wording) => {
      const parts = wording.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      return new RegExp(`^${parts.join('.+')}$`, 'u');
    });
}

const patterns = { de: patternsOf('de'), en: patternsOf('en') };
const isOnScreen = (language: Language, quoted: string): boolean =>
  patterns[language].some((pattern) => pattern.test(quoted));

test('both languages have the same chapters, and more than a dozen of them', () => {
  expect(chaptersOf('en')).toEqual(chaptersOf('de'));
  expect(chaptersOf('de').length).toBeGreaterThan(12);
});

test.each(chaptersOf('de'))('%s has the same headings in both languages', (name) => {
  const [german, english] = languages.map((language) => headingsOf(path.join(guide, language, name)));
  expect(english).toEqual(german);
});

test.each(languages)('the contents in %s name every chapter in its order', (language) => {
  const contents = targetsOf(path.join(guide, language, 'README.md')).filter((target) => /^\d/.test(target));
  expect(contents).toEqual(chaptersOf(language).filter((name) => name !== 'README.md'));
});

test.each(linked)('every link and picture of %s leads somewhere', (file) => {
  const missing = targetsOf(file).filter((target) => !existsSync(path.join(path.dirname(file), target)));
  expect(missing).toEqual([]);
});

test.each(languages)('pictures of the guide in %s show that language', (language) => {
  const pictures = chapters
    .filter((chapter) => chapter.language === language)
    .flatMap(({ file }) => targetsOf(file))
    .filter((target) => target.endsWith('.png'));
  expect(pictures.length).toBeGreaterThan(0);
  expect(pictures.filter((picture) => !picture.endsWith(`-${language}.png`))).toEqual([]);
});

test.each(chapters)('$language/$name quotes the screen word for word', ({ language, file }) => {
  expect(quotedIn(file).filter((quoted) => !isOnScreen(language, quoted))).toEqual([]);
});

test('a quotation is found with its parameters filled in, and not when it is reworded or of the other language', () => {
  expect(isOnScreen('de', 'Von Nordlicht Werkstatt GmbH abmelden?')).toBe(true);
  expect(isOnScreen('en', '3 to decide')).toBe(true);
  expect(isOnScreen('de', 'Belege einwerfen')).toBe(false);
  expect(isOnScreen('de', 'Sign out everywhere')).toBe(false);
  expect(isOnScreen('en', 'Sign out every where')).toBe(false);
  expect(isOnScreen('en', 'New invoice …')).toBe(false);
});

test('the guide quotes the screen in the hundreds', () => {
  expect(chapters.flatMap(({ file }) => quotedIn(file)).length).toBeGreaterThan(300);
});
