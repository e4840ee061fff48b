import { navigate, route, type Route } from '../frame/route.svelte.ts';

/** The locked organisation that the user looks at, and the place it was looked at from. */
let chosen = $state.raw<{ id: string; from: Route } | null>(null);

/** Shows why an organisation is locked. Going anywhere else ends that. */
export function lookAtLocked(id: string): void {
  const from = { ...route() };
  navigate(from);
  chosen = { id, from };
}

/** The locked organisation to show, or `null`; reactive. */
export function lockedInSight(): string | null {
  return chosen !== null && route() === chosen.from ? chosen.id : null;
}
