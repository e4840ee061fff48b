/** Flags that take no value, and that change nothing here. */
const flags = new Set(['--force', '--debug']);

/** Options that may come more than once. */
const lists = { '-d': 'depends', '--deb-recommends': 'recommends' };

/**
 * Reads the part of fpm's command line that electron-builder uses. Options that are not known here are kept under their
 * own names, so that what electron-builder adds one day is seen where it is missing, not here.
 * @param {string[]} argv without the program
 * @returns {{ type: 'deb' | 'rpm', inputs: { from: string, to: string }[], depends: string[], recommends: string[],
 *   options: Record<string, string> }}
 * @throws {Error} for anything but a folder that becomes a deb or an rpm
 */
export function readFpmArguments(argv) {
  const read = { inputs: [], depends: [], recommends: [], options: {} };
  const rest = [...argv];
  while (rest.length > 0) takeNext(rest, read);
  const { s: source, t: type, ...options } = read.options;
  if (source !== 'dir' || !['deb', 'rpm'].includes(type)) throw new Error(`cannot make a ${type} of a ${source}`);
  for (const needed of ['name', 'version', 'architecture', 'package', 'maintainer']) {
    if (!options[needed]) throw new Error(`--${needed} is missing`);
  }
  return { ...read, type, options };
}

function takeNext(rest, read) {
  const argument = rest.shift();
  if (flags.has(argument)) return;
  if (argument in lists) read[lists[argument]].push(valueOf(argument, rest));
  else if (/^--?[a-z]/.test(argument)) {
    const [name, value] = argument.split(/=(.*)/s);
    read.options[name.replace(/^-+/, '')] = value ?? valueOf(name, rest);
  } else read.inputs.push(mapping(argument));
}

function valueOf(name, rest) {
  if (rest.length === 0) throw new Error(`${name} has no value`);
  return rest.shift();
}

/** `<path>=<path in the package>`; a folder's contents where the first ends with a slash. */
function mapping(argument) {
  const at = argument.lastIndexOf('=');
  const to = argument.slice(at + 1);
  if (at < 1 || !to.startsWith('/') || to.split('/').includes('..')) throw new Error(`no place for ${argument}`);
  return { from: argument.slice(0, at), to };
}
