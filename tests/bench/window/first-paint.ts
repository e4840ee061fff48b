import fs from 'node:fs';
import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { firstPaintBytes } from '../../../build/lib/first-paint.mjs';
import { at } from '../../../build/lib/paths.mjs';
import type { Figure } from '../figure.ts';
import { ensureBuilt } from './built-app.ts';

const page =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Hello</title></head><body><div id="app"></div><script type="module" src="./main.ts"></script></body></html>';
const program =
  "import { mount } from 'svelte';\nimport App from './App.svelte';\nmount(App, { target: document.body });\n";
const component = '<script lang="ts">\n  let name = $state("world");\n</script>\n\n<h1>Hello {name}</h1>\n';

/** The least that Svelte can show, built by the same Vite for the same Chromium. */
async function buildHello(): Promise<string> {
  const root = at('out/bench/hello');
  fs.mkdirSync(root, { recursive: true });
  for (const [name, text] of Object.entries({ 'index.html': page, 'main.ts': program, 'App.svelte': component })) {
    fs.writeFileSync(path.join(root, name), text);
  }
  await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'error',
    plugins: [svelte({ configFile: at('svelte.config.js') })],
    build: { outDir: path.join(root, 'built'), target: 'chrome130', minify: true, modulePreload: { polyfill: false } },
  });
  return path.join(root, 'built');
}

/**
 * What the built page loads before it can paint the list, in bytes after gzip, against a Svelte
 * hello world. The hello world has no font of its own; so Kontor's is told, and not counted.
 */
export async function measureFirstPaint(): Promise<Figure[]> {
  await ensureBuilt();
  const ours = firstPaintBytes(at('out/renderer'));
  const hello = firstPaintBytes(await buildHello());
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  const { html, script, style, font, total } = ours;
  return [
    {
      name: 'first-paint',
      ratio: (total - font) / hello.total,
      goal: 8,
      goalIs: 'most',
      runs: 1,
      behind:
        `${kilobytes(total - font)} after gzip (page ${kilobytes(html)}, script ${kilobytes(script)}, style ${kilobytes(style)}) ` +
        `and ${kilobytes(font)} of font; Svelte hello world ${kilobytes(hello.total)}`,
    },
  ];
}
