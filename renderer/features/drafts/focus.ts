import { tick } from 'svelte';

const plainPath = /^[\w.]+$/;

/**
 * Puts the cursor into the field with this path of the draft. A path without a field of its own, such as
 * `recipient` or `lineItems`, leads to the first field below it.
 * @returns whether there was one
 */
export async function focusField(field: string): Promise<boolean> {
  await tick();
  // Paths also come from the server; only such as could be ours are looked for.
  if (!plainPath.test(field)) return false;
  const exact = document.querySelector<HTMLElement>(`[data-field="${field}"]`);
  const target = exact ?? document.querySelector<HTMLElement>(`[data-field^="${field}."]`);
  target?.focus();
  if (target && 'scrollIntoView' in target) target.scrollIntoView({ block: 'nearest' });
  return target !== null;
}

/** Where the field with the cursor stands in the draft. */
export function focusedField(): string | null {
  return document.activeElement instanceof HTMLElement ? (document.activeElement.dataset.field ?? null) : null;
}
