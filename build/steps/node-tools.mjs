import fs from 'node:fs';
import path from 'node:path';
import { at } from '../lib/paths.mjs';
import { run } from '../lib/process.mjs';

/** The script behind a package's command, from its package.json, so that no shell and no PATH is involved. */
function binOf(name, command = name) {
  const folder = at('node_modules', name);
  const { bin } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/** Runs the command of an installed npm package with this Node. */
export function runTool([name, command], args, options = {}) {
  return run(process.execPath, [binOf(name, command), ...args], options);
}
