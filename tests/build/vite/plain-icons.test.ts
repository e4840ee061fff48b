import fs from 'node:fs';
import path from 'node:path';
import { compile } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';
import { at } from '../../../build/lib/paths.mjs';
import { plainIcons } from '../../../build/vite/plain-icons.mjs';

const folder = at('node_modules/@lucide/svelte/dist/icons');
const rewrite = (filename: string, content = fs.readFileSync(filename, 'utf8')) =>
  plainIcons.markup({ content, filename })?.code;

describe('an icon of the library', () => {
  const code = rewrite(path.join(folder, 'circle-check.svelte')) ?? '';

  it('is written out as plain markup that the compiler takes', () => {
    expect(code).toContain('<circle cx="12" cy="12" r="10" />');
    expect(code).not.toContain('import');
    expect(() => compile(code, { generate: 'client', runes: true })).not.toThrow();
  });

  it('is hidden from assistive technology, and takes a size and a stroke', () => {
    expect(code).toMatch(
      /<svg [^>]*aria-hidden="true"[^>]* width=\{size\} height=\{size\} stroke-width=\{strokeWidth\}>/,
    );
  });

  it('is found on Windows too', () => {
    const content = fs.readFileSync(path.join(folder, 'x.svelte'), 'utf8');
    expect(rewrite('C:\\app\\node_modules\\@lucide\\svelte\\dist\\icons\\x.svelte', content)).toContain('<path d=');
  });
});

describe('everything else', () => {
  it.each(['renderer/ui/Badge.svelte', 'node_modules/@lucide/svelte/dist/Icon.svelte'])('%s is left alone', (file) => {
    expect(rewrite(at(file))).toBeUndefined();
  });

  it.each([
    ['no data', '<script>let props = $props();</script>'],
    ['no lines', '<script>const iconData = { "name": "x", "size": 24, "node": [] };</script>'],
    ['another size', '<script>const iconData = { "size": 16, "node": [["path", { "d": "M0 0" }]] };</script>'],
  ])('an icon with %s stops the build', (_what, content) => {
    expect(() => rewrite(path.join(folder, 'x.svelte'), content)).toThrow('x.svelte');
  });
});
