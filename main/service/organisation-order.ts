import type { Organisation } from '../../domain/organisation.ts';

/**
 * The companies in the user's order. Those that the order does not name follow by name, so that a new one moves no
 * other from its key.
 */
export function inOrder(organisations: readonly Organisation[], order: readonly string[]): Organisation[] {
  const place = ({ id }: Organisation): number => {
    const at = order.indexOf(id);
    return at < 0 ? order.length : at;
  };
  return [...organisations].sort((a, b) => place(a) - place(b) || a.name.localeCompare(b.name, 'de'));
}

/** The whole order after the user has put some of the companies into another one. Unknown and repeated ids are left out. */
export function orderAfter(asked: readonly string[], present: readonly string[]): string[] {
  const known = asked.filter((id) => present.includes(id));
  return [...new Set([...known, ...present])];
}
