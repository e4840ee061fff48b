import CircleAlert from '@lucide/svelte/icons/circle-alert';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import Info from '@lucide/svelte/icons/info';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { Icon } from './icon.ts';

/** What a badge or notice means; the colour follows from it. */
export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'mute';

/** The icon of each meaning, where no better one is at hand. */
export const toneIcons: Record<Tone, Icon> = {
  ok: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
  info: Info,
  mute: Info,
};
