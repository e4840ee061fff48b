import { render } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import buildConfig from '../../../electron.vite.config.ts?raw';
import Gallery from '../../../renderer/gallery/Gallery.svelte';
import '../lazy-parts.ts';

const parts = import.meta.glob('../../../renderer/ui/*.svelte');
const sources = import.meta.glob<string>('../../../{renderer,main,preload}/**/*.{ts,svelte,html}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

test('the gallery shows every part of the kit', () => {
  const { container } = render(Gallery);
  const shown = [...container.querySelectorAll<HTMLElement>('[data-part]')].map((part) => part.dataset['part']);
  const names = Object.keys(parts).map((file) => file.slice(file.lastIndexOf('/') + 1, -'.svelte'.length));
  // What Menu, ContextMenu and Toasts draw, and load when it is needed.
  const inner = ['MenuPanel', 'OpenMenu', 'ContextPanel', 'Toaster'];
  expect(shown.sort()).toEqual(names.filter((name) => !inner.includes(name)).sort());
});

test('nothing of the application reaches the gallery', () => {
  const outside = Object.entries(sources).filter(([file]) => !file.includes('/renderer/gallery/'));
  expect(outside.length).toBeGreaterThan(100);
  expect(outside.filter(([, source]) => source.includes('gallery/')).map(([file]) => file)).toEqual([]);
  expect(buildConfig).toContain("input: at('renderer/index.html')");
  expect(buildConfig).not.toContain('gallery');
});
