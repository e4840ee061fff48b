import { toast } from 'svelte-sonner';
import ToastCard from './ToastCard.svelte';
import type { Tone } from './tone.ts';

/** A short message at the edge of the window. */
export interface Notification {
  tone: Tone;
  title: string;
  text?: string | undefined;
  /** One thing the user can do about it, such as "undo" or "show". */
  action?: { label: string; run: () => void } | undefined;
}

/** How long a message stays, in ms. Bad news stays until it is dismissed. */
const duration = 6000;

/** Shows a message. Returns a function that takes it away again. */
export function notify(notification: Notification): () => void {
  const id = toast.custom(ToastCard, {
    componentProps: { notification },
    duration: notification.tone === 'bad' ? Number.POSITIVE_INFINITY : duration,
  });
  return () => toast.dismiss(id);
}
