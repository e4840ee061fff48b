import fs from 'node:fs';
import { load } from 'js-yaml';
import { at } from './paths.mjs';

/** A YAML file of the checkout as data. */
export function readYaml(file) {
  return load(fs.readFileSync(at(file), 'utf8'));
}
