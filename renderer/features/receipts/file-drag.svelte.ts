/** How long no word may come from a drag before it counts as gone, in ms; browsers tell at least three times a second. */
const silence = 1_500;

/** Whether a drag, or a paste, carries files and not just a piece of text. */
export function carriesFiles(transfer: DataTransfer | null): boolean {
  return transfer !== null && [...transfer.types].includes('Files');
}

/**
 * Files that are being dragged over the window, whatever element they are over. Leaving the window, Escape, and a
 * drag that ended elsewhere all end it; the last of these tells nobody, so silence counts as its end.
 */
export class FileDrag {
  /** How many files hover; `null` while none do. A folder counts as one. */
  count = $state<number | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Takes note of a drag over the window. True where it carries files. */
  over(event: DragEvent): boolean {
    if (!carriesFiles(event.dataTransfer)) return false;
    const items = [...(event.dataTransfer?.items ?? [])];
    this.count = Math.max(1, items.filter(({ kind }) => kind === 'file').length);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.end(), silence);
    return true;
  }

  /** Leaving one element for another is no end; leaving the window is. */
  leave(event: DragEvent): void {
    if (!event.relatedTarget) this.end();
  }

  end(): void {
    clearTimeout(this.#timer);
    this.count = null;
  }
}
