/** What can lie over the frame; at most one at a time. */
export type Overlay = 'palette' | 'shortcuts';

let shown = $state<Overlay | null>(null);
/** What was shown before: it is loaded, and stays in place so that it can close in its own time. */
const known = $state({ palette: false, shortcuts: false });

/** What lies over the frame now; reactive. */
export function overlay(): Overlay | null {
  return shown;
}

/** Whether it was ever shown; reactive. What was not need not be there. */
export function wasShown(one: Overlay): boolean {
  return known[one];
}

/** Shows one, in the place of another; `null` shows none. */
export function showOverlay(next: Overlay | null): void {
  if (next !== null) known[next] = true;
  shown = next;
}
