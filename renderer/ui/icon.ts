import type { Component } from 'svelte';

/** An icon of @lucide/svelte, imported one by one: `import Plus from '@lucide/svelte/icons/plus'`. */
export type Icon = Component<{ size?: number | string; strokeWidth?: number | string }>;

/** The size and stroke of every icon beside text. */
export const iconSize = { size: 16, strokeWidth: 1.75 } as const;
