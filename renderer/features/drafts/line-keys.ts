import type { LineActions } from './line-actions.ts';
import { hasModifier } from './modifier-key.ts';

const isArrow = (key: string): boolean => key === 'ArrowUp' || key === 'ArrowDown';

/** Where the target of an event stands: the line, and the field in it. */
function placeOf(event: KeyboardEvent): { index: number; part: string } | null {
  const field = event.target instanceof HTMLElement ? event.target.dataset.field : undefined;
  const match = /^lineItems\.(\d+)\.(\w+)$/.exec(field ?? '');
  return match ? { index: Number(match[1]), part: match[2] ?? '' } : null;
}

/**
 * Keys that must come before the field's own meaning of them: moving a line (an autocomplete would open its list).
 * @param moved told the new place, to be read out
 */
export function handleMoveKeys(
  event: KeyboardEvent,
  actions: LineActions,
  moved: (from: number, to: number) => void,
): void {
  const place = placeOf(event);
  if (!place || !isArrow(event.key) || event.shiftKey || !(event.altKey || hasModifier(event))) return;
  event.preventDefault();
  event.stopPropagation();
  const to = place.index + (event.key === 'ArrowUp' ? -1 : 1);
  if (actions.move(place.index, to)) moved(place.index, to);
}

/**
 * Keys that come after the field's own: Enter and Tab go on to the next line, shortcuts duplicate and delete.
 * @param lastPart the last field of a line, out of which Tab brings a new one
 * @param openDetails shows the description of a line
 */
export function handleLineKeys(
  event: KeyboardEvent,
  actions: LineActions,
  lastPart: string,
  openDetails: (index: number) => void,
): void {
  const place = placeOf(event);
  if (!place || event.defaultPrevented || event.isComposing) return;
  const action = actionFor(event, place, actions, lastPart, openDetails);
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}

function actionFor(
  event: KeyboardEvent,
  { index, part }: { index: number; part: string },
  actions: LineActions,
  lastPart: string,
  openDetails: (index: number) => void,
): (() => void) | null {
  if (hasModifier(event)) {
    if (event.key.toLowerCase() === 'd' && !event.shiftKey) return () => actions.duplicate(index);
    const isDelete = event.key === 'Backspace' || event.key === 'Delete';
    return isDelete && event.shiftKey ? () => actions.remove(index) : null;
  }
  if (event.altKey) return null;
  if (event.key === 'Enter' && event.shiftKey) return part === 'name' ? () => openDetails(index) : null;
  if (event.key === 'Enter') return part === 'description' ? null : () => actions.next(index);
  const brings = event.key === 'Tab' && !event.shiftKey && part === lastPart && actions.wantsNext(index);
  return brings ? () => actions.add(index) : null;
}
