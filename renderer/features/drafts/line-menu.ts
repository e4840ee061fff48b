import ArrowDown from '@lucide/svelte/icons/arrow-down';
import ArrowUp from '@lucide/svelte/icons/arrow-up';
import Copy from '@lucide/svelte/icons/copy';
import Pilcrow from '@lucide/svelte/icons/pilcrow';
import TextCursorInput from '@lucide/svelte/icons/text-cursor-input';
import Trash from '@lucide/svelte/icons/trash-2';
import { m } from '../../i18n/paraglide/messages.js';
import type { Icon } from '../../ui/icon.ts';
import type { LineActions } from './line-actions.ts';
import { modifierKey, moveKey } from './modifier-key.ts';

type Entry =
  | { kind: 'action'; label: string; icon: Icon; kbd?: string; tone?: 'bad'; onselect: () => void }
  | { kind: 'separator' };

function entry(label: string, icon: Icon, onselect: () => void, kbd?: string): Entry {
  return { kind: 'action', label, icon, onselect, ...(kbd === undefined ? {} : { kbd }) };
}

/**
 * What the menu of a line offers, each with its key.
 * @param count how many lines there are
 * @param onopen shows the description; absent where it is shown already
 */
export function lineMenu(
  actions: LineActions,
  index: number,
  count: number,
  onopen: (() => void) | undefined,
): Entry[] {
  const up = (): void => void actions.move(index, index - 1);
  const down = (): void => void actions.move(index, index + 1);
  return [
    ...(onopen ? [entry(m.editor_line_add_details(), TextCursorInput, onopen, '⇧⏎')] : []),
    entry(m.editor_line_insert_text(), Pilcrow, () => actions.addText(index)),
    entry(m.editor_line_duplicate(), Copy, () => actions.duplicate(index), `${modifierKey()}D`),
    ...(index > 0 ? [entry(m.editor_line_up(), ArrowUp, up, `${moveKey()} ↑`)] : []),
    ...(index < count - 1 ? [entry(m.editor_line_down(), ArrowDown, down, `${moveKey()} ↓`)] : []),
    { kind: 'separator' },
    {
      kind: 'action',
      label: m.editor_line_remove(),
      icon: Trash,
      kbd: `${modifierKey()}⇧⌫`,
      tone: 'bad',
      onselect: () => actions.remove(index),
    },
  ];
}
