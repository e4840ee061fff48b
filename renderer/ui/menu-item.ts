import type { Icon } from './icon.ts';

/** An entry of a menu: something to do, one of several to be chosen, a heading, or a line between groups. */
export type MenuItem =
  | { kind: 'action'; label: string; icon?: Icon; kbd?: string; tone?: 'bad'; onselect: () => void }
  | { kind: 'choice'; label: string; hint?: string; checked: boolean; onselect: () => void }
  | { kind: 'heading'; label: string }
  | { kind: 'separator' };
