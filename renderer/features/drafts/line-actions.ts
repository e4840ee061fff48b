import type { DraftLine } from '../../../domain/invoice-draft.ts';
import { newLine, newTextLine } from '../../../domain/new-draft.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { duplicateLine, insertLine, isBlankLine, moveLine, removeLine } from './draft-edits.ts';
import type { EditorState } from './editor-state.svelte.ts';
import { focusedField, focusField } from './focus.ts';

const id = (): string => crypto.randomUUID();

/** What can be done with the lines, by key, menu or button. Each leaves the cursor where one would go on. */
export class LineActions {
  readonly #editor: EditorState;

  constructor(editor: EditorState) {
    this.#editor = editor;
  }

  get #lines(): DraftLine[] {
    return this.#editor.draft.lineItems;
  }

  /** Adds a line with a price behind the one at `index`; at the end unless told. */
  add(index = this.#lines.length - 1): void {
    const { taxType, language } = this.#editor.draft;
    this.#insert(index, { ...newLine(id(), taxType), unitName: m.editor_default_unit({}, { locale: language }) });
  }

  /** Adds a line of text likewise. */
  addText(index = this.#lines.length - 1): void {
    this.#insert(index, newTextLine(id()));
  }

  duplicate(index: number): void {
    this.#editor.editLines(duplicateLine(this.#lines, index, id()));
    this.#focus(index + 1);
  }

  remove(index: number): void {
    this.#editor.editLines(removeLine(this.#lines, index));
    if (this.#lines.length === 0) void focusField('addLine');
    else this.#focus(Math.min(index, this.#lines.length - 1));
  }

  /** Moves a line to another place; the cursor goes with it. @returns whether there was such a place */
  move(from: number, to: number): boolean {
    if (to < 0 || to >= this.#lines.length || to === from) return false;
    const part = focusedField()?.split('.')[2] ?? 'name';
    this.#editor.editLines(moveLine(this.#lines, from, to));
    this.#focus(to, part);
    return true;
  }

  /** Goes on to the next line: the one below, a new one, or out of the table where the last is still empty. */
  next(index: number): void {
    const line = this.#lines[index];
    if (index < this.#lines.length - 1) this.#focus(index + 1);
    else if (line !== undefined && isBlankLine(line)) this.#leave(index);
    else this.add(index);
  }

  /** Whether Tab out of the last field of this line should bring a new one. */
  wantsNext(index: number): boolean {
    const line = this.#lines[index];
    return index === this.#lines.length - 1 && line !== undefined && !isBlankLine(line);
  }

  #insert(index: number, line: DraftLine): void {
    this.#editor.editLines(insertLine(this.#lines, index, line));
    this.#focus(index + 1);
  }

  #leave(index: number): void {
    if (this.#lines.length > 1) this.#editor.editLines(removeLine(this.#lines, index));
    void focusField('remark');
  }

  #focus(index: number, part = 'name'): void {
    void focusField(`lineItems.${index}.${part}`);
  }
}
