import { createRawSnippet, type Snippet } from 'svelte';

/** A snippet of plain text, for the `children` of a component under test. */
export function textSnippet(text: string): Snippet {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return createRawSnippet(() => ({ render: () => `<span>${escaped}</span>` }));
}
