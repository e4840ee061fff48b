import { mount, unmount } from 'svelte';
import { silencePage } from './silence.ts';

/** What was put away, and how it comes back. */
interface Curtain {
  lift: () => void;
}

let curtain: Curtain | null = null;

/**
 * Takes everything out of the page and shows the lock screen alone. What was open is kept out of the document, with all
 * that was typed, and comes back as it was.
 */
export function drawCurtain(): void {
  curtain ??= draw();
}

/** Puts everything back. */
export function liftCurtain(): void {
  curtain?.lift();
  curtain = null;
}

function draw(): Curtain {
  const { body } = document;
  const focused = document.activeElement;
  const positions = scrollPositions();
  const kept = document.createDocumentFragment();
  const host = document.createElement('div');
  host.className = 'lock-host';
  kept.append(...body.children);
  body.append(host);
  // What is still being loaded when the app locks must not turn up beside the lock screen.
  const latecomers = new MutationObserver(() => {
    kept.append(...[...body.children].filter((child) => child !== host));
  });
  latecomers.observe(body, { childList: true });
  const endSilence = silencePage();
  const screen = show(host);
  return {
    lift: () => {
      latecomers.disconnect();
      endSilence();
      void screen.then((shown) => unmount(shown));
      host.remove();
      body.append(kept);
      for (const [element, left, top] of positions) element.scrollTo({ left, top, behavior: 'instant' });
      if (focused instanceof HTMLElement && focused.isConnected) focused.focus({ preventScroll: true });
    },
  };
}

async function show(host: HTMLElement): Promise<Record<string, unknown>> {
  const { default: LockScreen } = await import('./LockScreen.svelte');
  return mount(LockScreen, { target: host });
}

/** An element outside of the document forgets how far it was scrolled. */
function scrollPositions(): [element: Element, left: number, top: number][] {
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.scrollTop !== 0 || element.scrollLeft !== 0)
    .map((element) => [element, element.scrollLeft, element.scrollTop]);
}
