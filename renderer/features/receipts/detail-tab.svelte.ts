/** The parts of a receipt's detail. */
export type DetailTab = 'reading' | 'document' | 'xml' | 'attachments';

let chosen = $state<DetailTab>('reading');

/** The tab stays while the user goes from one receipt to the next, as far as the next one has it. */
export const detailTab = {
  get chosen(): DetailTab {
    return chosen;
  },
  choose(next: DetailTab): void {
    chosen = next;
  },
};
