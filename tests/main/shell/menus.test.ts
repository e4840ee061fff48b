import { EventEmitter } from 'node:events';
import type { App, MenuItemConstructorOptions } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { commands, type Command } from '../../../preload/contract.ts';

let built: MenuItemConstructorOptions[] = [];
vi.mock('electron', () => ({
  app: { quit: vi.fn() },
  Menu: {
    buildFromTemplate: (template: MenuItemConstructorOptions[]) => (built = template),
    setApplicationMenu: vi.fn(),
  },
}));
const { setApplicationMenu } = await import('../../../main/shell/menu.ts');
const { menuTexts } = await import('../../../main/shell/menu-texts.ts');
const { hasSystemSpelling, limitSpelling } = await import('../../../main/shell/spelling.ts');
const { editMenu } = await import('../../../main/shell/edit-menu.ts');

const flatten = (items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])]);

describe.each(['de', 'en'] as const)('the application menu in %s', (locale) => {
  const told: Command[] = [];
  beforeEach(() => {
    told.length = 0;
    setApplicationMenu({
      locale,
      devTools: false,
      organisations: [],
      isLocked: false,
      onCommand: (command) => told.push(command),
      onOrganisation: vi.fn(),
    });
  });

  it('offers every command of the page', () => {
    const items = flatten(built).filter((item) => item.click !== undefined && item.label !== menuTexts(locale).quit);
    for (const item of items) (item.click as () => void)();
    expect([...told].sort()).toEqual([...commands].sort());
  });

  it('claims no key twice', () => {
    const keys = flatten(built).flatMap((item) => item.accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('names everything', () => {
    const nameless = flatten(built).filter((item) => item.type !== 'separator' && !item.label);
    expect(nameless).toEqual([]);
  });

  it('shows the plain keys of the places and leaves them to the page', () => {
    const plain = flatten(built).filter((item) => /^\d$/u.test(String(item.accelerator)));
    expect(plain.map(({ registerAccelerator }) => registerAccelerator)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('the application menu of a locked app', () => {
  it('names no company and offers nothing that needs its data', () => {
    setApplicationMenu({
      locale: 'de',
      devTools: false,
      organisations: [],
      isLocked: true,
      onCommand: vi.fn(),
      onOrganisation: vi.fn(),
    });
    const texts = menuTexts('de');
    const labels = flatten(built).flatMap(({ label, role }) => (role === 'appMenu' ? [] : (label ?? [])));
    const kept = [texts.file, texts.quit, texts.edit, texts.undo, texts.redo, texts.cut, texts.copy, texts.paste];
    expect(labels).toEqual([...kept, texts.selectAll, texts.view, texts.fullScreen]);
  });
});

describe('the menu of a text field', () => {
  type State = Parameters<typeof editMenu>[0];
  const flags = (on: boolean): State['editFlags'] =>
    ({ canUndo: on, canRedo: on, canCut: on, canCopy: on, canPaste: on, canSelectAll: on }) as State['editFlags'];
  const field: State = {
    isEditable: true,
    selectionText: 'Kiel',
    editFlags: flags(true),
    formControlType: 'input-text',
    misspelledWord: '',
    dictionarySuggestions: [],
  };
  const spelling = { replace: vi.fn(), learn: vi.fn() };
  const offered = (state: State): unknown[] =>
    editMenu(state, menuTexts('de'), spelling).flatMap(({ role, enabled }) => (role && enabled ? role : []));

  it('offers what is possible now', () => {
    expect(offered(field)).toEqual(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll']);
    expect(offered({ ...field, editFlags: flags(false) })).toEqual([]);
  });

  it('never copies a password', () => {
    expect(offered({ ...field, formControlType: 'input-password' })).toEqual(['undo', 'redo', 'paste', 'selectAll']);
  });

  it('is only for copying where a text is selected outside of fields', () => {
    expect(offered({ ...field, isEditable: false })).toEqual(['copy']);
  });

  it('is none where nothing is selected', () => {
    expect(editMenu({ ...field, isEditable: false, selectionText: ' ' }, menuTexts('de'), spelling)).toEqual([]);
  });

  it('offers what a misspelled word may mean, and to learn it, before all else', () => {
    const state = { ...field, misspelledWord: 'Rechnug', dictionarySuggestions: ['Rechnung', 'Rechnungen'] };
    const items = editMenu(state, menuTexts('de'), spelling);
    expect(items.slice(0, 4).map(({ label, type }) => label ?? type)).toEqual([
      'Rechnung',
      'Rechnungen',
      'Ins Wörterbuch aufnehmen',
      'separator',
    ]);
    for (const item of items.slice(0, 3)) (item.click as () => void)();
    expect(spelling.replace.mock.calls).toEqual([['Rechnung'], ['Rechnungen']]);
    expect(spelling.learn.mock.calls).toEqual([['Rechnug']]);
  });
});

describe('the spelling checker', () => {
  it.each([
    ['darwin', true],
    ['linux', false],
    ['win32', false],
  ] as const)('on %s is on: %s, so that no dictionary is ever fetched for any session', (platform, isOn) => {
    const app = new EventEmitter();
    limitSpelling(app as unknown as App, platform);
    for (let made = 1; made <= 3; made += 1) {
      const session = { setSpellCheckerEnabled: vi.fn(), setSpellCheckerLanguages: vi.fn() };
      app.emit('session-created', session);
      expect(session.setSpellCheckerEnabled).toHaveBeenCalledExactlyOnceWith(isOn);
      expect(session.setSpellCheckerLanguages.mock.calls).toEqual(isOn ? [] : [[[]]]);
    }
    expect(hasSystemSpelling(platform)).toBe(isOn);
  });
});
