import { checkDraft, type DraftFinding } from '../../../domain/draft-check.ts';
import type { AppError, FieldError } from '../../../domain/errors.ts';
import type { DraftLine, InvoiceDraft, StoredDraft } from '../../../domain/invoice-draft.ts';
import type { Operation } from '../../../domain/operation.ts';
import type { Organisation } from '../../../domain/organisation.ts';
import { computeTotals } from '../../../domain/totals.ts';
import { kontor, type AnswerOf } from '../../bridge.ts';
import { fieldErrorText } from '../../i18n/field-errors.ts';
import { Autosave, type Timers } from './autosave.svelte.ts';
import { withoutBlankLines } from './draft-edits.ts';
import { isTouched } from './findings.ts';
import { History } from './history.svelte.ts';

/** What the editor is opened with. */
export interface EditorInput {
  stored: StoredDraft;
  options: AnswerOf<'drafts', 'options'>;
  organisation: Organisation;
  timers?: Timers;
}

/** One draft being edited: what is in the form, whether it is saved, what is wrong with it, and what became of sending. */
export class EditorState {
  /** What the organisation may choose from; before its first sync has ended, that is little. */
  options = $state.raw<EditorInput['options']>() as EditorInput['options'];
  readonly organisation: Organisation;
  draft = $state.raw<InvoiceDraft>() as InvoiceDraft;
  /** Whether it still is the user's: `queued` and `sent` drafts are only shown. */
  standing = $state<StoredDraft['state']>('editing');
  savedAt = $state('');
  saveError = $state.raw<AppError | null>(null);
  /** Why the outbox did not take the draft. */
  sendError = $state.raw<AppError | null>(null);
  /** The latest operation of this draft. */
  operation = $state.raw<Operation | null>(null);
  isSending = $state(false);
  /** After the first attempt to send, fields say what they lack; before it that would be nagging. */
  showsFindings = $state(false);

  readonly totals = $derived(computeTotals(this.draft));
  readonly findings: DraftFinding[] = $derived.by(() => this.#check());
  readonly isEditable = $derived(this.standing === 'editing');
  readonly #autosave: Autosave<InvoiceDraft>;
  readonly #history = new History<InvoiceDraft>();
  #rejections = $state.raw<FieldError[]>([]);

  constructor({ stored, options, organisation, timers }: EditorInput) {
    this.options = options;
    this.organisation = organisation;
    this.draft = stored.draft;
    this.standing = stored.state;
    this.savedAt = stored.savedAt;
    this.#autosave = new Autosave({ save: (draft) => this.#save(draft), ...(timers ? { timers } : {}) });
  }

  get saveState(): Autosave<InvoiceDraft>['state'] {
    return this.#autosave.state;
  }

  /** What Lexware refused and the user has not changed since. */
  get rejections(): FieldError[] {
    return this.#rejections;
  }

  /** Changes the draft. `field` is the path that changed; changes of one field in a row are one step to undo. */
  edit(change: Partial<InvoiceDraft>, field: string, step: string | null = field): void {
    if (!this.isEditable) return;
    this.#history.note(this.draft, step);
    this.#rejections = this.#rejections.filter((one) => !isTouched(one.field, field));
    this.#become({ ...this.draft, ...change });
  }

  /** Replaces the lines. */
  editLines(lineItems: DraftLine[]): void {
    this.edit({ lineItems }, 'lineItems', null);
  }

  /** Changes one field of a line. */
  editLine(index: number, line: DraftLine, field: string): void {
    const lineItems = this.draft.lineItems.map((one, at) => (at === index ? line : one));
    this.edit({ lineItems }, `lineItems.${index}.${field}`);
  }

  /** Gives an empty draft its first line, which is no step to undo and nothing to save yet. */
  startWith(line: DraftLine): void {
    this.draft = { ...this.draft, lineItems: [line] };
  }

  undo(): void {
    if (this.isEditable && this.#history.canUndo) this.#become(this.#history.undo(this.draft));
  }

  redo(): void {
    if (this.isEditable && this.#history.canRedo) this.#become(this.#history.redo(this.draft));
  }

  /** What is wrong with a field, in words; Lexware's refusal before our own findings. */
  errorAt(field: string): string | undefined {
    const rejection = this.#rejections.find((one) => one.field === field);
    const finding = this.showsFindings ? this.findings.find((one) => one.field === field) : undefined;
    const found = rejection ?? finding;
    return found && fieldErrorText(found);
  }

  /** Everything wrong with one line, each text once. */
  errorsOfLine(index: number): string[] {
    const own = this.showsFindings ? this.findings : [];
    const found = [...this.#rejections, ...own].filter((one) => isTouched(one.field, `lineItems.${index}`));
    const inLine = found.filter((one) => one.field !== 'lineItems');
    const texts = inLine.map(fieldErrorText);
    return texts.filter((text, at) => texts.indexOf(text) === at);
  }

  /** Saves what waits. @returns whether everything is durable. */
  flush(): Promise<boolean> {
    return this.#autosave.flush();
  }

  /**
   * Makes an earlier content the present one. What is not saved yet is saved first, so that nothing is lost, and the
   * change can be undone like any other. @returns what went wrong, or `null`
   */
  async restoreVersion(version: number): Promise<AppError | null> {
    if (!(await this.flush())) return this.saveError;
    const answer = await kontor.drafts.restoreVersion({ id: this.draft.id, version });
    if (!answer.ok) return answer.error;
    this.#history.note(this.draft, null);
    this.#rejections = [];
    this.draft = answer.value.draft;
    this.savedAt = answer.value.savedAt;
    return null;
  }

  /** Leaves the draft as it was saved last; for when main no longer shows the organisation that it belongs to. */
  abandon(): void {
    this.#autosave.stop();
  }

  /** Puts the draft into the outbox, saved first. @returns the operation, or `null` where something stands in the way. */
  async send(finalize: boolean): Promise<Operation | null> {
    if (this.isSending || !this.isEditable) return null;
    this.isSending = true;
    this.sendError = null;
    const lineItems = withoutBlankLines(this.draft.lineItems);
    if (lineItems.length < this.draft.lineItems.length) this.editLines(lineItems);
    const answer = (await this.flush()) ? await kontor.drafts.send({ id: this.draft.id, finalize }) : null;
    this.isSending = false;
    if (answer === null) return null;
    if (!answer.ok) {
      this.sendError = answer.error;
      this.#rejections = answer.error.fields ?? [];
      return null;
    }
    this.#rejections = [];
    this.standing = 'queued';
    this.#follow(answer.value);
    return answer.value;
  }

  /** Asks anew what the organisation may choose from. */
  async refreshOptions(): Promise<void> {
    const answer = await kontor.drafts.options();
    if (answer.ok) this.options = answer.value;
  }

  /** Asks the outbox what became of the draft. */
  async refreshOperation(): Promise<void> {
    const answer = await kontor.outbox.list();
    if (!answer.ok) return;
    const own = answer.value.filter((operation) => operation.draftId === this.draft.id);
    const latest = own.reduce<Operation | null>((a, b) => (a === null || b.createdAt > a.createdAt ? b : a), null);
    if (latest !== null) this.#follow(latest);
    if (!this.isEditable) await this.#refreshStanding();
  }

  /** What is missing. The blank line that waits for input below the others doesn't count: it is not sent. */
  #check(): DraftFinding[] {
    const { lineItems } = this.draft;
    const kept = withoutBlankLines(lineItems);
    return checkDraft(this.draft, this.organisation).filter((finding) => {
      const line = lineItems[Number(/^lineItems\.(\d+)/.exec(finding.field)?.[1] ?? -1)];
      return line === undefined || kept.includes(line);
    });
  }

  async #refreshStanding(): Promise<void> {
    const answer = await kontor.drafts.get({ id: this.draft.id });
    if (answer.ok) this.standing = answer.value.state;
  }

  #follow(operation: Operation): void {
    const isNews = operation.changedAt !== this.operation?.changedAt || operation.state !== this.operation.state;
    this.operation = operation;
    // A refusal that was already answered by a later change is no news.
    if (!isNews || operation.state !== 'rejected' || operation.changedAt < this.savedAt) return;
    this.#rejections = operation.error?.fields ?? [];
  }

  #become(draft: InvoiceDraft): void {
    this.draft = draft;
    this.#autosave.touch(draft);
  }

  async #save(draft: InvoiceDraft): Promise<boolean> {
    const answer = await kontor.drafts.save({ draft });
    this.saveError = answer.ok ? null : answer.error;
    if (answer.ok) this.savedAt = answer.value.savedAt;
    return answer.ok;
  }
}
