/** Licences that let a program under the MIT licence carry what is under them, if their texts come along. */
const permissive = new Set([
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'Zlib', 'Unlicense', 'CC0-1.0'],
  ...['BlueOak-1.0.0', 'Python-2.0', 'OFL-1.1'],
]);

/** Under another licence, and why that is right. */
const exceptions = {
  // A file of its own beside the archive, which anyone can exchange (docs/decisions/0011-heic.md).
  'libheif-js': 'LGPL-3.0',
};

/**
 * Whether a package may ship with Kontor.
 * @param {string} name of the package
 * @param {string | undefined} expression an SPDX expression without nesting, such as `(MIT OR CC0-1.0)`; of several
 *   licences with `OR` one is enough, with `AND` all count
 */
export function mayShip(name, expression) {
  if (expression === undefined || expression === '') return false;
  if (exceptions[name] === expression) return true;
  const choices = expression.replace(/^\((.*)\)$/, '$1').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((licence) => permissive.has(licence.trim())));
}
