import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { plainIcons } from './build/vite/plain-icons.mjs';

/**
 * bits-ui frames the entries of its Command in elements with a style attribute, which the content security policy
 * refuses and reports. They need no style: a frame around one block is a block.
 */
const withoutStyleAttributes = {
  name: 'kontor-without-style-attributes',
  markup: ({ content, filename = '' }) =>
    filename.includes('/bits-ui/') ? { code: content.replaceAll(' style="display: contents;"', '') } : undefined,
};

export default {
  preprocess: [withoutStyleAttributes, plainIcons, vitePreprocess()],
  compilerOptions: { runes: true },
};
