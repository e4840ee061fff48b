import Archive from '@lucide/svelte/icons/archive-restore';
import Copy from '@lucide/svelte/icons/copy';
import FilePen from '@lucide/svelte/icons/file-pen';
import Trash from '@lucide/svelte/icons/trash-2';
import type { StoredDraft } from '../../../domain/invoice-draft.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { MenuItem } from '../../ui/menu-item.ts';

/** What the buttons and keys of a row do. */
export interface DraftActions {
  open: () => void;
  duplicate: () => void;
  remove: () => void;
  restore: () => void;
}

/** What can be done with a draft of the list: what its buttons do, each with its key. */
export function draftMenu({ trashedAt, state }: StoredDraft, actions: DraftActions): MenuItem[] {
  if (trashedAt !== null) {
    return [{ kind: 'action', label: m.drafts_restore(), icon: Archive, onselect: actions.restore }];
  }
  const items: MenuItem[] = [
    { kind: 'action', label: m.drafts_open(), icon: FilePen, kbd: 'Enter', onselect: actions.open },
    { kind: 'action', label: m.drafts_duplicate(), icon: Copy, kbd: 'Mod+D', onselect: actions.duplicate },
  ];
  if (state !== 'editing') return items;
  const remove = { label: m.drafts_remove(), icon: Trash, kbd: m.ui_key_delete(), onselect: actions.remove };
  return [...items, { kind: 'separator' }, { kind: 'action', tone: 'bad', ...remove }];
}
