import { configure, render, screen } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { vi } from 'vitest';
import type { InvoiceDraft, StoredDraft } from '../../../domain/invoice-draft.ts';
import EditorScreen from '../../../renderer/features/drafts/EditorScreen.svelte';
import { navigate } from '../../../renderer/features/frame/route.svelte.ts';
import { listenToTopics } from '../../../renderer/features/frame/topics.svelte.ts';
import { idOf } from '../sample-data.ts';
import '../lazy-parts.ts';
import { installDraftBridge, type DraftBridge } from './draft-bridge.ts';

/** An editor on the screen, and main behind it. */
export interface OpenEditor {
  user: UserEvent;
  bridge: DraftBridge;
  /** What main holds of the draft by now. */
  held: () => InvoiceDraft | undefined;
}

let stopListening = (): void => undefined;

/** Gives tests that type whole invoices, key by key, the time they need on a busy machine. */
export function takeTime(): void {
  vi.setConfig({ testTimeout: 60_000 });
  configure({ asyncUtilTimeout: 15_000 });
}

/** Opens a draft in the editor, as the app does. */
export async function openEditor(draft: InvoiceDraft, state: StoredDraft['state'] = 'editing'): Promise<OpenEditor> {
  stopListening();
  navigate({ name: 'draft', id: idOf(200) });
  const bridge = installDraftBridge([draft], state);
  stopListening = listenToTopics();
  render(EditorScreen, { draftId: draft.id });
  await screen.findByRole('heading', { level: 1 });
  return { user: userEvent.setup({ delay: null }), bridge, held: () => bridge.stored.get(idOf(200))?.draft };
}

/** A field of the form by its label. */
export function field(name: string | RegExp): HTMLElement {
  return screen.getByLabelText(name);
}

/** The button that finalises. */
export function finalise(): HTMLElement {
  return screen.getByRole('button', { name: 'Senden und festschreiben' });
}
