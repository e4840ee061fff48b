let isNotified = $state(false);

/** Whether there was a message yet; reactive. */
export function wasNotified(): boolean {
  return isNotified;
}

/** To be called with every message. */
export function markNotified(): void {
  isNotified = true;
}
