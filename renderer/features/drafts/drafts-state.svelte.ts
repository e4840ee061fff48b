import type { AppError } from '../../../domain/errors.ts';
import type { StoredDraft } from '../../../domain/invoice-draft.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { kontor } from '../../bridge.ts';

/** Where drafts lie: being written, on their way to Lexware, or in the bin. */
export const shelves = ['editing', 'underway', 'trash'] as const;
export type Shelf = (typeof shelves)[number];

/** The drafts of the organisation, newest change first, by shelf. */
export class DraftsState {
  all = $state.raw<StoredDraft[]>([]);
  isLoaded = $state(false);
  error = $state.raw<AppError | null>(null);

  readonly byShelf: Record<Shelf, StoredDraft[]> = $derived({
    editing: this.all.filter((stored) => shelfOf(stored) === 'editing'),
    underway: this.all.filter((stored) => shelfOf(stored) === 'underway'),
    trash: this.all.filter((stored) => shelfOf(stored) === 'trash'),
  });
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

  /** Moves a draft to the bin. @returns what went wrong, or `null` */
  async remove(id: string): Promise<AppError | null> {
    const answer = await kontor.drafts.remove({ id });
    await this.reload();
    return answer.ok ? null : answer.error;
  }

  /** Brings a draft back from the bin. @returns what went wrong, or `null` */
  async restore(id: string): Promise<AppError | null> {
    const answer = await kontor.drafts.restore({ id });
    await this.reload();
    return answer.ok ? null : answer.error;
  }

  /** Makes a copy of a draft. @returns the id of the copy */
  async duplicate(id: string): Promise<Result<string, AppError>> {
    const answer = await kontor.drafts.duplicate({ id });
    await this.reload();
    return answer.ok ? ok(answer.value.draft.id) : answer;
  }
}

function shelfOf({ state, trashedAt }: StoredDraft): Shelf {
  if (trashedAt !== null) return 'trash';
  return state === 'editing' ? 'editing' : 'underway';
}
