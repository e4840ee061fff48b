import fs from 'node:fs';
import path from 'node:path';
import { at } from '../lib/paths.mjs';

const line = '-'.repeat(100);

/** For packages that name the MIT licence and bring no text: the licence asks for it, so it is added. */
const mitText = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

function textsIn(folder) {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
  return names
    .filter((name) => /^(licen[cs]e|copying|notice)\b/i.test(name) && !/\.(js|ts|json|html)$/.test(name))
    .map((name) => fs.readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim());
}

function authorIn(folder, name) {
  const file = path.join(folder, 'package.json');
  const { author } = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  const said = typeof author === 'object' ? author.name : author?.replace(/\s*[<(].*$/, '');
  return said || `The authors of ${name}`;
}

function addedText({ name, licence }, folder) {
  if (licence !== 'MIT') throw new Error(`${name} brings no text of its licence (${licence})`);
  return `Copyright (c) ${authorIn(folder, name)}\n\n${mitText}`;
}

/** The text of a package's licence, as it brings it. */
export function licenceTexts(one, root = at()) {
  const folder = path.join(root, one.place);
  const texts = textsIn(folder);
  return texts.length > 0 ? texts : [addedText(one, folder)];
}

/**
 * The licences of all packages that ship, one text after another. The same packages give the same bytes.
 * @param {ReturnType<import('./packages.mjs').shippedPackages>} packages
 */
export function thirdPartyLicences(packages, root = at()) {
  const head = [
    'Kontor is under the MIT licence. It contains the following packages under licences of their own.',
    'Electron, Chromium and Node.js, and what is in them, are listed in LICENSES.chromium.html and LICENSE.electron.txt.',
  ];
  const blocks = packages.map((one) => {
    const title = `${one.name} ${one.version} (${one.licence})`;
    return [line, title, line, '', ...licenceTexts(one, root).flatMap((text) => [text, ''])].join('\n');
  });
  return `${[...head, '', ...blocks].join('\n')}`;
}
