import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** The script, preloaded modules and style sheets that a page names; everything else is loaded later. */
const named = /<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+)"/g;
const face = /@font-face\s*\{[^}]*\}/g;

/** The unicode-range of a font with the letters that German and English are written in. */
const latin = /unicode-range:\s*U\+(?:0{1,4}-0{0,2}FF\b|\?\?)/i;

/**
 * What a built page has to load before it can paint its first screen, in bytes after gzip (fonts are compressed as they
 * are). Vite names every module that the first one imports, at any depth, so nothing has to be followed.
 * @param {string} folder of the built page
 * @returns {{ html: number, script: number, style: number, font: number, total: number, files: string[] }}
 * @throws {Error} where the page names a file that is not there
 */
export function firstPaintBytes(folder) {
  const html = fs.readFileSync(path.join(folder, 'index.html'), 'utf8');
  const files = [...html.matchAll(named)].map(([, address]) => path.join(folder, address));
  const styles = files.filter((file) => file.endsWith('.css'));
  const fonts = [...new Set(styles.flatMap(latinFonts))];
  const sizes = {
    html: gzipSync(html).length,
    script: sum(files.filter((file) => /\.m?js$/.test(file)).map(gzipped)),
    style: sum(styles.map(gzipped)),
    font: sum(fonts.map((file) => fs.statSync(file).size)),
  };
  const all = [...files, ...fonts].map((file) => path.relative(folder, file));
  return { ...sizes, total: sum(Object.values(sizes)), files: all };
}

function latinFonts(style) {
  const faces = (fs.readFileSync(style, 'utf8').match(face) ?? []).filter((text) => latin.test(text));
  return faces
    .flatMap((text) => /url\(["']?([^"')]+)/.exec(text)?.[1] ?? [])
    .map((url) => path.join(path.dirname(style), url));
}

function gzipped(file) {
  return gzipSync(fs.readFileSync(file)).length;
}

function sum(numbers) {
  return numbers.reduce((total, one) => total + one, 0);
}
