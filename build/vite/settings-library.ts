import type { Plugin } from 'vite';

const needless = /^(?:ajv\/dist\/2020\.js|ajv-formats|semver)$/;

/**
 * Gives what keeps the settings files (`conf`) the stand-in of `no-schemas.ts`; whatever else needs those packages has
 * them.
 * @param standIn its path: where the configuration is bundled into one file, a module does not know its own folder
 */
export function plainSettings(standIn: string): Plugin {
  return {
    name: 'kontor-plain-settings',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!needless.test(source) || !/[/\\]node_modules[/\\]conf[/\\]/.test(importer ?? '')) return null;
      return standIn;
    },
  };
}
