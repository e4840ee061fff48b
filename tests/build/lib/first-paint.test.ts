import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { firstPaintBytes } from '../../../build/lib/first-paint.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kontor-page-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const html = `<script type="module" crossorigin src="./assets/index.js"></script>
<link rel="modulepreload" crossorigin href="./assets/part.js"><link rel="stylesheet" href="./assets/index.css">`;
const css = `@font-face{src:url(./greek.woff2);unicode-range:U+0370-0377}
@font-face{src:url(./latin.woff2)format("woff2");unicode-range:U+??,U+131} body{margin:0}`;

function write(name: string, content: string): void {
  fs.mkdirSync(path.join(folder, 'assets'), { recursive: true });
  fs.writeFileSync(path.join(folder, name), content);
}

describe('the bytes of the first paint', () => {
  write('index.html', html);
  write('assets/index.js', 'import("./later.js");'.repeat(9));
  write('assets/part.js', 'export {};');
  write('assets/later.js', 'lazy'.repeat(9_999));
  write('assets/index.css', css);
  write('assets/latin.woff2', 'x'.repeat(48));
  write('assets/greek.woff2', 'x'.repeat(999));

  it('are what the page names, after gzip, and the font of its letters', () => {
    const { files, ...sizes } = firstPaintBytes(folder);
    expect(files).toEqual(['assets/index.js', 'assets/part.js', 'assets/index.css', 'assets/latin.woff2']);
    expect(sizes.font).toBe(48);
    expect(sizes.html).toBe(gzipSync(html).length);
    expect(sizes.script).toBe(gzipSync('import("./later.js");'.repeat(9)).length + gzipSync('export {};').length);
    expect(sizes.total).toBe(sizes.html + sizes.script + sizes.style + sizes.font);
  });

  it('cannot be told of a page that names what is not there', () => {
    write('index.html', html.replace('part.js', 'gone.js'));
    expect(() => firstPaintBytes(folder)).toThrow('gone.js');
  });
});
