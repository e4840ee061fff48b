import '@testing-library/jest-dom/vitest';

// What jsdom lacks of the browser that Kontor runs in. Only what is asked for, doing what a still window would do.
window.matchMedia ??= (query: string): MediaQueryList =>
  Object.assign(new EventTarget(), {
    matches: false,
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });
