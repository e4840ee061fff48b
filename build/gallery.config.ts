import path from 'node:path';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const at = (relative: string) => path.resolve(import.meta.dirname, '..', relative);

// `npm run gallery`: every part of the kit in a browser, for whoever changes one. The application is not built from this.
export default defineConfig({
  root: at('renderer'),
  plugins: [
    paraglideVitePlugin({
      project: at('project.inlang'),
      outdir: at('renderer/i18n/paraglide'),
      strategy: ['globalVariable', 'baseLocale'],
    }),
    svelte({ configFile: at('svelte.config.js') }),
  ],
  server: { host: '127.0.0.1', open: '/gallery/' },
});
