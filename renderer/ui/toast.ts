import { toast } from 'svelte-sonner';
import type { Notification } from './notify.ts';
import ToastCard from './ToastCard.svelte';

/** How long a message stays, in ms. Bad news stays until it is dismissed. */
const duration = 6000;

/** Shows a message. Returns a function that takes it away again. */
export function showToast(notification: Notification): () => void {
  const id = toast.custom(ToastCard, {
    componentProps: { notification },
    duration: notification.tone === 'bad' ? Number.POSITIVE_INFINITY : duration,
  });
  return () => toast.dismiss(id);
}
