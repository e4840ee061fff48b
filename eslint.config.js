import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import arrows from './build/lint/arrows.js';
import visibleText from './build/lint/visible-text.js';
import svelteConfig from './svelte.config.js';

const house = { rules: { arrows, 'visible-text': visibleText } };
const typedFiles = ['**/*.ts', '**/*.svelte'];
const untypedFiles = ['**/*.{js,mjs,cjs}'];
// Files that a tool loads by their default export.
const configFiles = [
  '*.config.{js,ts}',
  '*.ts',
  'build/lint/*.js',
  'build/lib/*-reporter.mjs',
  'build/*.config.ts',
  'build/*.cjs',
];
const asPlainHtml = 'Markup goes through Svelte, which escapes it.';

/** Rules of the house for every file, whatever its language. */
const houseRules = {
  'house/arrows': 'error',
  eqeqeq: ['error', 'always'],
  'max-lines': ['error', { max: 300 }],
  'no-console': 'off',
  'no-eval': 'error',
  'no-new-func': 'error',
  'no-restricted-exports': [
    'error',
    { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true } },
  ],
  'no-restricted-properties': [
    'error',
    { property: 'innerHTML', message: asPlainHtml },
    { property: 'outerHTML', message: asPlainHtml },
    { property: 'insertAdjacentHTML', message: asPlainHtml },
    { object: 'document', property: 'write', message: asPlainHtml },
  ],
};

const typedRules = {
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/explicit-module-boundary-types': 'error',
  '@typescript-eslint/no-confusing-void-expression': 'off',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-unnecessary-type-arguments': 'off',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/require-await': 'off',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
};

export default defineConfig(
  globalIgnores(['out/', 'release/', '.electron/', 'renderer/i18n/paraglide/', 'tests/fixtures/']),
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  svelte.configs.recommended,
  prettier,
  svelte.configs.prettier,
  {
    plugins: { house },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] } },
    rules: houseRules,
  },
  { files: typedFiles, rules: typedRules },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      // Runes are let and reassigned from the markup, which these two rules do not see.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      'prefer-const': 'off',
    },
  },
  {
    files: ['**/*.svelte'],
    rules: {
      'max-lines': ['error', { max: 200 }],
      'house/visible-text': 'error',
      'svelte/no-at-html-tags': 'error',
      'svelte/button-has-type': 'error',
      'svelte/require-each-key': 'error',
    },
  },
  {
    files: ['renderer/**'],
    languageOptions: { globals: globals.browser },
    rules: {
      'no-restricted-globals': ['error', 'process', 'Buffer', 'require', 'global', 'setImmediate', '__dirname'],
    },
  },
  {
    files: ['{domain,main,preload,sandbox}/**/*.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['tests/**'],
    rules: {
      '@typescript-eslint/no-extraneous-class': 'off',
      // Playwright reads from the pattern which fixtures a function takes; none is a pattern too.
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: untypedFiles,
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
  { files: configFiles, rules: { 'no-restricted-exports': 'off' } },
);
