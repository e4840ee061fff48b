import type { AppError } from '../../../domain/errors.ts';
import { appError } from '../../../domain/errors.ts';
import { fail, ok, type Result } from '../../../domain/result.ts';
import { kontor } from '../../bridge.ts';
import { EditorState } from './editor-state.svelte.ts';

/** Opens a draft for editing: the draft, what the company may choose from, and what the outbox says about it. */
export async function loadEditor(id: string): Promise<Result<EditorState, AppError>> {
  const [stored, options, organisations] = await Promise.all([
    kontor.drafts.get({ id }),
    kontor.drafts.options(),
    kontor.organisations.list(),
  ]);
  if (!stored.ok) return stored;
  if (!options.ok) return options;
  if (!organisations.ok) return organisations;
  const organisation = organisations.value.find((one) => one.active);
  if (!organisation) return fail(appError('signed_out'));
  const editor = new EditorState({ stored: stored.value, options: options.value, organisation });
  await editor.refreshOperation();
  return ok(editor);
}
