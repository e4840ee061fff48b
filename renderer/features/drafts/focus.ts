import { tick } from 'svelte';

/**
 * Puts the cursor into the field with this path of the draft. A path without a field of its own, such as
 * `recipient` or `lineItems`, leads to the first field below it.
 * @returns whether there was one
 */
export async function focusField(field: string): Promise<boolean> {
  await tick();
  const name = CSS.escape(field);
  const exact = document.querySelector<HTMLElement>(`[data-field="${name}"]`);
  const target = exact ?? document.querySelector<HTMLElement>(`[data-field^="${name}."]`);
  target?.focus();
  target?.scrollIntoView?.({ block: 'nearest' });
  return target !== null;
}

/** Where the field with the cursor stands in the draft. */
export function focusedField(): string | null {
  return document.activeElement instanceof HTMLElement ? (document.activeElement.dataset.field ?? null) : null;
}
