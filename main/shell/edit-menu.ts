import { Menu, type BrowserWindow, type ContextMenuParams, type MenuItemConstructorOptions } from 'electron';
import { menuTexts, type MenuTexts } from './menu-texts.ts';

/** What of a right click decides the menu. */
export type EditState = Pick<
  ContextMenuParams,
  'isEditable' | 'selectionText' | 'editFlags' | 'formControlType' | 'misspelledWord' | 'dictionarySuggestions'
>;

/** What the entries about a misspelled word do. */
export interface SpellingActions {
  replace: (word: string) => void;
  learn: (word: string) => void;
}

/**
 * The menu of a text field, or of a selected text elsewhere; empty where there is nothing to do. What is not possible
 * now is grey, as users of the system expect of this menu. A password can be pasted and never copied.
 */
export function editMenu(state: EditState, texts: MenuTexts, spelling: SpellingActions): MenuItemConstructorOptions[] {
  const { editFlags: can } = state;
  const isSecret = state.formControlType === 'input-password';
  const copy: MenuItemConstructorOptions = { label: texts.copy, role: 'copy', enabled: can.canCopy && !isSecret };
  if (!state.isEditable) return state.selectionText.trim() === '' ? [] : [copy];
  return [
    ...spellingItems(state, texts, spelling),
    { label: texts.undo, role: 'undo', enabled: can.canUndo },
    { label: texts.redo, role: 'redo', enabled: can.canRedo },
    { type: 'separator' },
    { label: texts.cut, role: 'cut', enabled: can.canCut && !isSecret },
    copy,
    { label: texts.paste, role: 'paste', enabled: can.canPaste },
    { type: 'separator' },
    { label: texts.selectAll, role: 'selectAll', enabled: can.canSelectAll },
  ];
}

/** For a misspelled word, which only a system with a spelling checker of its own reports (`spelling.ts`). */
function spellingItems(
  { misspelledWord: word, dictionarySuggestions }: EditState,
  texts: MenuTexts,
  { replace, learn }: SpellingActions,
): MenuItemConstructorOptions[] {
  if (word === '') return [];
  return [
    ...dictionarySuggestions.map((suggestion) => ({ label: suggestion, click: () => replace(suggestion) })),
    { label: texts.learnWord, click: () => learn(word) },
    { type: 'separator' },
  ];
}

/** Opens that menu wherever the page has no menu of its own. */
export function offerEditMenu(window: BrowserWindow, locale: () => 'de' | 'en'): void {
  window.webContents.on('context-menu', (_event, params) => {
    const { webContents } = window;
    const items = editMenu(params, menuTexts(locale()), {
      replace: (word) => webContents.replaceMisspelling(word),
      learn: (word) => void webContents.session.addWordToSpellCheckerDictionary(word),
    });
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window });
  });
}
