import { RuleTester, type Linter } from 'eslint';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import { afterAll, describe, it } from 'vitest';

// ESLint's tester brings its own describe and it; each case is to be counted by Vitest.
Object.assign(RuleTester, { afterAll });
RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

function svelteParser(): Linter.Parser {
  const configs: Linter.Config[] = svelte.configs.base;
  const parser = configs.map((config) => config.languageOptions?.parser).find((one) => one !== undefined);
  if (parser === undefined) throw new Error('eslint-plugin-svelte brings no parser any more');
  return parser as Linter.Parser;
}

/** How components are read: the template by the Svelte parser, the scripts as TypeScript. */
export const inSvelte: Linter.LanguageOptions = { parser: svelteParser(), parserOptions: { parser: ts.parser } };
/** How everything else is read. */
export const inTypeScript: Linter.LanguageOptions = { parser: ts.parser };

export { RuleTester };
