import type { WatchedFolder } from '../../../domain/receipt-entry.ts';
import type { Store } from '../../store/store.ts';
import { watchFolder, type FolderWatch, type WatchOptions } from '../watch/watch-folder.ts';
import type { Intake } from './intake.ts';

export interface WatchedIntakeParts {
  store: Store;
  intake: Intake;
  /** The folder's state changed. */
  onChanged: () => void;
  timings?: WatchOptions['timings'];
}

type Choice = Pick<WatchedFolder, 'path' | 'afterTaking'>;

/** Under this name the choice stands among the organisation's own, encrypted values. */
const metaKey = 'receipts.watchedFolder';
const noChoice: Choice = { path: null, afterTaking: 'keep' };

/** Takes in what appears in the folder that the user chose for this organisation. */
export class WatchedIntake {
  readonly #parts: WatchedIntakeParts;
  #choice: Choice;
  #watch: FolderWatch | null = null;
  #changing: Promise<void>;
  #hasStopped = false;

  constructor(parts: WatchedIntakeParts) {
    this.#parts = parts;
    this.#choice = parts.store.meta.read<Choice>(metaKey) ?? noChoice;
    this.#changing = this.#follow();
  }

  /** What is watched, and how it is. */
  status(): WatchedFolder {
    const { path, afterTaking } = this.#choice;
    return { path, afterTaking, state: path === null ? 'off' : (this.#watch?.state ?? 'watching') };
  }

  /** Changes what is watched, or what is done with its files; durable when this returns. */
  async choose(change: Partial<Choice>): Promise<WatchedFolder> {
    const former = this.#choice;
    this.#choice = { ...former, ...change };
    this.#parts.store.meta.write(metaKey, this.#choice);
    if (this.#choice.path !== former.path) this.#changing = this.#changing.then(() => this.#follow());
    await this.#changing;
    this.#parts.onChanged();
    return this.status();
  }

  /** Ends the watching, after the file that is being taken. */
  async stop(): Promise<void> {
    this.#hasStopped = true;
    await this.#changing;
    await this.#watch?.close();
  }

  async #follow(): Promise<void> {
    await this.#watch?.close();
    this.#watch = null;
    const { path } = this.#choice;
    if (path === null || this.#hasStopped) return;
    const { timings, onChanged } = this.#parts;
    this.#watch = watchFolder({
      path,
      afterTaking: () => this.#choice.afterTaking,
      take: (file) => this.#take(file),
      onState: onChanged,
      ...(timings && { timings }),
    });
  }

  /** Only what is durably kept may be moved; a refused file stays where it is, and is listed. */
  async #take(path: string): Promise<boolean> {
    const origin = { source: 'watched' as const, container: null };
    const taken = await this.#parts.intake.takePiece({ kind: 'path', path }, origin);
    return taken.ok && taken.value.added.length + taken.value.known.length > 0;
  }
}
