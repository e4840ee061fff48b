import { markNotified } from './notified.svelte.ts';
import type { Tone } from './tone.ts';

/** A short message at the edge of the window. */
export interface Notification {
  tone: Tone;
  title: string;
  text?: string | undefined;
  /** One thing the user can do about it, such as "undo" or "show". */
  action?: { label: string; run: () => void } | undefined;
}

/** Shows a message. Returns a function that takes it away again. */
export function notify(notification: Notification): () => void {
  let isTakenAway = false;
  let takeAway = (): void => undefined;
  markNotified();
  // Nothing has to be said at the start, so what says it is loaded with the first message.
  void import('./toast.ts').then(({ showToast }) => {
    if (!isTakenAway) takeAway = showToast(notification);
  });
  return () => {
    isTakenAway = true;
    takeAway();
  };
}
