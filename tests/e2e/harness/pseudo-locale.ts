import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { checkout } from './home.ts';

const folder = path.join(checkout, 'renderer/i18n/messages/de');
const accents: Record<string, string> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ó',
  U: 'Ú',
};

/** A text as a language would write it that needs 40 % more room: accents above, and brackets that show a cut. */
export function lengthened(text: string): string {
  const marked = text.replace(/[aeiou]/giu, (letter) => accents[letter] ?? letter);
  const more = 'lorem ipsum dolor sit amet '.repeat(20).slice(0, Math.max(1, Math.ceil(text.length * 0.4) - 2));
  return `[${marked}${text.length > 12 ? ` ${more.trim()}` : more.replaceAll(' ', '')}]`;
}

/** Every German text of the app; those with something to fill in as a pattern. */
function ownTexts(): { whole: string[]; patterns: string[] } {
  const messages = readdirSync(folder).flatMap((file) =>
    Object.values(JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Record<string, unknown>),
  );
  const texts = messages.flatMap((message) =>
    typeof message === 'string'
      ? [message]
      : (message as { match: Record<string, string> }[]).flatMap(({ match }) => Object.values(match)),
  );
  const quoted = (text: string): string => text.replace(/[.*+?^$()|[\]\\]/gu, String.raw`\$&`);
  // A text that is nothing but what is filled in would match the user's own words.
  const filled = texts.filter((text) => text.includes('{') && text.replace(/\{\w+\}/gu, '').trim().length > 2);
  return {
    whole: texts.filter((text) => !text.includes('{')),
    patterns: filled.map((text) => `^${quoted(text).replace(/\{\w+\}/gu, '.+')}$`),
  };
}

/** Writes the app's own texts on the screen 40 % longer, and answers how to write them as they were. */
export async function lengthenTexts(page: Page): Promise<() => Promise<void>> {
  const own = ownTexts();
  const found = await page.evaluate(({ whole, patterns }) => {
    const known = new Set(whole);
    const shapes = patterns.map((pattern) => new RegExp(pattern, 'u'));
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const nodes: Text[] = [];
    while (walker.nextNode()) nodes.push(walker.currentNode as Text);
    const mine = nodes.filter((node) => {
      const text = node.data.trim();
      return text !== '' && (known.has(text) || shapes.some((shape) => shape.test(text)));
    });
    Object.assign(window, { lengthenedTexts: mine.map((node) => ({ node, text: node.data })) });
    return mine.map((node) => node.data.trim());
  }, own);
  await writeTexts(page, found.map(lengthened));
  return () => writeTexts(page, null);
}

/** Writes the found texts anew; `null`: as they were. */
async function writeTexts(page: Page, texts: string[] | null): Promise<void> {
  await page.evaluate((wanted) => {
    const kept = (window as unknown as { lengthenedTexts: { node: Text; text: string }[] }).lengthenedTexts;
    kept.forEach(({ node, text }, index) => (node.data = wanted?.[index] ?? text));
  }, texts);
}
