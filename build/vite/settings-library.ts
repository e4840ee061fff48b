import path from 'node:path';
import type { Plugin } from 'vite';

const needless = /^(?:ajv\/dist\/2020\.js|ajv-formats|semver)$/;

/** Gives what keeps the settings files (`conf`) the stand-in of `no-schemas.ts`; whatever else needs those packages has them. */
export function plainSettings(): Plugin {
  return {
    name: 'kontor-plain-settings',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!needless.test(source) || !/[/\\]node_modules[/\\]conf[/\\]/.test(importer ?? '')) return null;
      return path.join(import.meta.dirname, 'no-schemas.ts');
    },
  };
}
