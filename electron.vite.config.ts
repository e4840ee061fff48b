import { cpSync } from 'node:fs';
import path from 'node:path';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { layCodecsBeside } from './build/lib/codecs.mjs';
import { directMessages } from './build/vite/direct-messages.ts';
import { keptPlurals } from './build/vite/kept-plurals.ts';
import { plainSettings } from './build/vite/settings-library.ts';

const at = (relative: string) => path.resolve(import.meta.dirname, relative);

// The oldest runtime that must run this code is Electron 33 (Node 20.18, Chromium 130); see docs/decisions.
const node = 'node20.18';
const chrome = 'chrome130';

/** pdf.js asks for fonts and character maps by their own names, so they are laid beside the page as they are. */
const pdfAssets = {
  name: 'kontor-pdf-assets',
  closeBundle(): void {
    for (const folder of ['standard_fonts', 'cmaps']) {
      cpSync(at(`node_modules/pdfjs-dist/${folder}`), at(`out/renderer/pdfjs/${folder}`), { recursive: true });
    }
  },
};

/** The conversion worker reads its codecs as files. */
const codecs = { name: 'kontor-codecs', closeBundle: () => layCodecsBeside(at('out/main'), at('node_modules')) };

export default defineConfig({
  main: {
    plugins: [codecs, plainSettings(at('build/vite/no-schemas.ts'))],
    build: {
      outDir: at('out/main'),
      target: node,
      externalizeDeps: false,
      lib: {
        entry: {
          index: at('main/index.ts'),
          'receipt-worker': at('main/receipts/worker.ts'),
          // A process of its own: it shares no code with main.
          'demo-process': at('sandbox/demo-process.ts'),
          'conversion-worker': at('main/receipts/conversion/worker.ts'),
        },
        formats: ['es'],
      },
      // libsql loads a native module and cannot be bundled; everything else is.
      rolldownOptions: { external: ['electron', /^libsql(\/|$)/, /^node:/] },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      target: node,
      externalizeDeps: false,
      lib: { entry: at('preload/preload.ts'), formats: ['cjs'] },
      rolldownOptions: { external: ['electron'], output: { entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [
      paraglideVitePlugin({
        project: at('project.inlang'),
        outdir: at('renderer/i18n/paraglide'),
        strategy: ['globalVariable', 'baseLocale'],
      }),
      svelte({ configFile: at('svelte.config.js') }),
      directMessages(at('renderer/i18n/paraglide')),
      keptPlurals(),
      pdfAssets,
    ],
    build: {
      outDir: at('out/renderer'),
      target: chrome,
      minify: true,
      // A data: URL for an asset would be refused by the content security policy for fonts and scripts.
      assetsInlineLimit: 0,
      rolldownOptions: { input: at('renderer/index.html') },
    },
  },
});
