import type { Notice } from './notice.ts';

/** As many as one start hands over at most. */
const mostFiles = 5_000;

/** What was asked of a locked app from outside; done once it is unlocked. */
export class KeptForLater {
  #files: string[] = [];
  #notice: Notice | null = null;

  get files(): number {
    return this.#files.length;
  }

  /** Files that were opened with Kontor, by absolute paths. They stay where they are until then. */
  keepFiles(paths: readonly string[]): void {
    this.#files = [...new Set([...this.#files, ...paths])].slice(0, mostFiles);
  }

  /** A notification was clicked on; the last one counts. */
  keepNotice(notice: Notice): void {
    this.#notice = notice;
  }

  /** Hands over everything, once. */
  take(): { files: string[]; notice: Notice | null } {
    const taken = { files: this.#files, notice: this.#notice };
    this.#files = [];
    this.#notice = null;
    return taken;
  }
}
