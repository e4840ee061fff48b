import type { AppError } from '../../domain/errors.ts';
import type { OperationKind, Operation } from '../../domain/operation.ts';
import type { Result } from '../../domain/result.ts';
import type { Store } from '../../main/store/store.ts';
import type { OrganisationSync } from '../../main/sync/organisation-sync.ts';
import { sampleDraft } from '../main/store/samples.ts';
import type { SmallLexware } from '../main/sync/small-lexware.ts';

/** Where an operation is asked for. */
export interface Desk {
  store: Store;
  sync: OrganisationSync;
  nowMs: number;
  /** What the user wrote is saved, and is to be sent. */
  onDraft: (id: string) => void;
}

/** The ways to put something into the outbox; `mark` is found again in the content of what Lexware makes of it. */
export const askFor: Readonly<
  Partial<Record<OperationKind, (desk: Desk, mark: string) => Result<Operation, AppError>>>
> = {
  createInvoiceDraft: (desk, mark) => sendInvoice(desk, mark, false),
  createInvoiceFinalised: (desk, mark) => sendInvoice(desk, mark, true),
};

export const kinds = Object.keys(askFor) as OperationKind[];

function sendInvoice(
  { store, sync, nowMs, onDraft }: Desk,
  mark: string,
  finalize: boolean,
): Result<Operation, AppError> {
  const draft = sampleDraft({ remark: mark });
  const created = store.drafts.create(draft, nowMs);
  if (!created.ok) throw new Error(created.error.code);
  onDraft(draft.id);
  return sync.enqueueInvoice(draft.id, finalize);
}

/** The ids of everything that a small Lexware holds of what operations make. */
export function effectsOf(lexware: SmallLexware): string[] {
  return [...lexware.invoices.keys()];
}

/** The mark in something that a small Lexware holds; `null`: it is not there. */
export function markOf(lexware: SmallLexware, resourceId: string): string | null {
  return lexware.invoices.get(resourceId)?.remark ?? null;
}

/** The mark in what is given to a creating call. */
export function markOfCall([content]: readonly unknown[]): string {
  return (content as { remark?: string }).remark ?? '';
}
