#!/usr/bin/env node
// Compiles the messages of renderer/i18n/messages into renderer/i18n/paraglide, as the build does by its plugin. Type
// checks and component tests need the result without a build.
import { fileURLToPath } from 'node:url';
import { at } from './lib/paths.mjs';

/** Compiles the messages of all languages. */
export async function compileMessages() {
  const { compile } = await import('@inlang/paraglide-js');
  await compile({
    project: at('project.inlang'),
    outdir: at('renderer/i18n/paraglide'),
    strategy: ['globalVariable', 'baseLocale'],
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await compileMessages();
