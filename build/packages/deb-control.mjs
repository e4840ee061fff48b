import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** A description as Debian wants it: the synopsis, then lines that begin with a space. */
function descriptionField(text, name) {
  const [synopsis, ...body] = (text ?? '').split('\n').map((line) => line.trim());
  return [synopsis || name, ...body.filter(Boolean).map((line) => ` ${line}`)].join('\n');
}

/**
 * The control file of a deb (Debian Policy 5.3).
 * @param {ReturnType<import('./fpm-arguments.mjs').readFpmArguments>} wanted
 * @param {number} bytes that its files take when installed
 */
export function debControl({ options, depends, recommends }, bytes) {
  const fields = {
    Package: options.name,
    Version: options.iteration ? `${options.version}-${options.iteration}` : options.version,
    Architecture: options.architecture,
    Maintainer: options.maintainer,
    'Installed-Size': String(Math.ceil(bytes / 1024)),
    Depends: depends.join(', '),
    Recommends: recommends.join(', '),
    Section: options.category,
    Priority: options['deb-priority'] ?? 'optional',
    Homepage: options.url,
    Description: descriptionField(options.description, options.name),
  };
  return Object.entries(fields)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

/** The sums of a deb's files, by which `dpkg --verify` finds what was changed after the installation. */
export function debSums(folder, files) {
  return files
    .filter(({ isLink }) => !isLink)
    .map(({ file }) => {
      const sum = createHash('md5').update(fs.readFileSync(path.join(folder, file)));
      return `${sum.digest('hex')}  ${file.slice(1)}\n`;
    })
    .join('');
}
