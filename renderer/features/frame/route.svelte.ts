/** Where the user is. A closed union: every place has a name, and no place exists without a screen. */
export type Route =
  | { name: 'overview' }
  | { name: 'invoices'; selectedId: string | null }
  | { name: 'drafts' }
  | { name: 'draft'; id: string }
  | { name: 'receipts'; selectedId: string | null }
  | { name: 'contacts'; selectedId: string | null }
  | { name: 'outbox' }
  | { name: 'settings' };

/** The places that the rail leads to. */
export type Place = Exclude<Route['name'], 'draft'>;

const start: Route = { name: 'invoices', selectedId: null };

let current = $state.raw<Route>(start);

/** Where the user is; reactive. */
export function route(): Route {
  return current;
}

/** Goes somewhere else. */
export function navigate(next: Route): void {
  current = next;
}

/** Goes to a place of the rail. */
export function navigateTo(place: Place): void {
  switch (place) {
    case 'invoices':
    case 'receipts':
    case 'contacts':
      return navigate({ name: place, selectedId: null });
    default:
      navigate({ name: place });
  }
}

/** The place of the rail that a route belongs to. */
export function placeOf({ name }: Route): Place {
  return name === 'draft' ? 'drafts' : name;
}
