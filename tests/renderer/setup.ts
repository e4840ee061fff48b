import '@testing-library/jest-dom/vitest';
import { configure } from '@testing-library/svelte';
import { afterAll, vi } from 'vitest';
import { loadErrorWords } from '../../renderer/i18n/late-words.svelte.ts';

// Parts that are loaded when they are needed come through Vite here, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 20_000 });

// What jsdom lacks of the browser that Kontor runs in, doing what a still window would do.
window.matchMedia = (query: string): MediaQueryList =>
  Object.assign(new EventTarget(), {
    matches: false,
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });

Element.prototype.setPointerCapture = (): void => undefined;
Element.prototype.scrollIntoView = (): void => undefined;

window.ResizeObserver = class implements ResizeObserver {
  observe = (): void => undefined;
  unobserve = (): void => undefined;
  disconnect = (): void => undefined;
};

// A part that is still being loaded when a file's last test has ended would be a rejection that nobody handles.
afterAll(() => vi.dynamicImportSettled());

// The bridge loads them with the first error that main answers; a test may make up an error itself.
await loadErrorWords();
