import type { AppError } from '../../../domain/errors.ts';
import type { StoredDraft } from '../../../domain/invoice-draft.ts';
import { kontor } from '../../bridge.ts';

/** The drafts of the organisation, newest change first, and the trash beside them. */
export class DraftsState {
  all = $state.raw<StoredDraft[]>([]);
  isLoaded = $state(false);
  error = $state.raw<AppError | null>(null);

  readonly active = $derived(this.all.filter((stored) => stored.trashedAt === null));
  readonly trashed = $derived(this.all.filter((stored) => stored.trashedAt !== null));
  #asked = 0;

  /** Asks main again; what is shown stays until the answer is there. */
  async reload(): Promise<void> {
    const asked = (this.#asked += 1);
    const answer = await kontor.drafts.list();
    if (asked !== this.#asked) return;
    this.error = answer.ok ? null : answer.error;
    if (answer.ok) this.all = [...answer.value].sort((a, b) => b.savedAt.localeCompare(a.savedAt));
    this.isLoaded = true;
  }

  /** Moves a draft to the trash. @returns what went wrong, or `null` */
  async remove(id: string): Promise<AppError | null> {
    const answer = await kontor.drafts.remove({ id });
    await this.reload();
    return answer.ok ? null : answer.error;
  }

  /** Brings a draft back from the trash. @returns what went wrong, or `null` */
  async restore(id: string): Promise<AppError | null> {
    const answer = await kontor.drafts.restore({ id });
    await this.reload();
    return answer.ok ? null : answer.error;
  }
}
