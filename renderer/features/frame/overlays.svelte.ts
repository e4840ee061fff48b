/** What can lie over the frame; at most one at a time. */
export type Overlay = 'palette' | 'shortcuts';

let shown = $state<Overlay | null>(null);

/** What lies over the frame now; reactive. */
export function overlay(): Overlay | null {
  return shown;
}

/** Shows one, in the place of another; `null` shows none. */
export function showOverlay(next: Overlay | null): void {
  shown = next;
}
