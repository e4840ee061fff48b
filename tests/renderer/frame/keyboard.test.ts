import { afterEach, describe, expect, test } from 'vitest';
import { commands } from '../../../preload/contract.ts';
import { commandFor, commandKeys, organisationPlaceFor } from '../../../renderer/features/frame/keyboard.ts';

/** A key press that reached the window from an element. */
function press(key: string, change: KeyboardEventInit = {}, target: HTMLElement = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...change });
  target.dispatchEvent(event);
  return event;
}

function place(markup: Record<string, string>, tag: string): HTMLElement {
  const element = Object.assign(document.createElement(tag), markup);
  document.body.append(element);
  return element;
}

afterEach(() => document.body.replaceChildren());

test('every command has a key, and no two share one', () => {
  expect(Object.keys(commandKeys).sort()).toEqual([...commands].sort());
  expect(new Set(Object.values(commandKeys)).size).toBe(commands.length);
});

/** `Mod+K` as the press of K with Control. */
function pressKeys(keys: string, target?: HTMLElement): KeyboardEvent {
  const change = { ctrlKey: keys.startsWith('Mod+'), shiftKey: keys.includes('Shift+') };
  return press(keys.replace('Mod+', '').replace('Shift+', '').toLowerCase(), change, target);
}

test.each(Object.entries(commandKeys))('%s is carried out by %s', (command, keys) => {
  expect(commandFor(pressKeys(keys))).toBe(command);
});

test('capitals mean the same', () => {
  expect(commandFor(press('N', { shiftKey: true }))).toBe('newInvoice');
  expect(commandFor(press('K', { ctrlKey: true }))).toBe('palette');
});

test('Control and L alone lock nothing', () => {
  expect(commandFor(press('l', { ctrlKey: true }))).toBeNull();
  expect(commandFor(press('l', { shiftKey: true }))).toBeNull();
});

test('the plus that shares a key with the equals sign enlarges without Shift', () => {
  expect(commandFor(press('=', { ctrlKey: true }))).toBe('zoomIn');
});

test.each(['Mod+K', 'Mod++'])('%s works while typing', (keys) => {
  expect(commandFor(pressKeys(keys, place({ type: 'text' }, 'input')))).not.toBeNull();
});

test('the size changes while a dialog is open, and the palette stays away', () => {
  place({}, 'div').setAttribute('role', 'dialog');
  expect(commandFor(pressKeys('Mod++'))).toBe('zoomIn');
  expect(commandFor(pressKeys('Mod+K'))).toBeNull();
});

test.each([
  ['1', 0],
  ['9', 8],
])('Control and %s mean the organisation at place %i', (key, place) => {
  expect(organisationPlaceFor(press(key, { ctrlKey: true }))).toBe(place);
});

test.each([
  ['without Control', '1', {}],
  ['with Alt', '1', { ctrlKey: true, altKey: true }],
  ['with Shift', '1', { ctrlKey: true, shiftKey: true }],
  ['with the other modifier', '1', { metaKey: true }],
  ['with zero', '0', { ctrlKey: true }],
  ['with a letter', 'k', { ctrlKey: true }],
])('no organisation is meant %s', (_name, key, change) => {
  expect(organisationPlaceFor(press(key, change))).toBeNull();
});

describe('a key is left alone', () => {
  test.each([
    ['with Ctrl', { ctrlKey: true }],
    ['with Cmd', { metaKey: true }],
    ['with Alt', { altKey: true }],
    ['while composing', { isComposing: true }],
  ])('%s', (_name, change) => {
    expect(commandFor(press('n', change))).toBeNull();
  });

  test.each([
    ['a text field', 'input', { type: 'text' }],
    ['a search field', 'input', { type: 'search' }],
    ['a password field', 'input', { type: 'password' }],
    ['a text area', 'textarea', {}],
    ['a select', 'select', {}],
  ])('in %s', (_name, tag, attributes) => {
    expect(commandFor(press('n', {}, place(attributes, tag)))).toBeNull();
  });

  test.each(['dialog', 'alertdialog', 'menu'])('while a %s is open', (role) => {
    place({ role }, 'div').setAttribute('role', role);
    expect(commandFor(press('n'))).toBeNull();
  });

  test('when something else has taken it', () => {
    const event = press('n');
    event.preventDefault();
    expect(commandFor(event)).toBeNull();
  });

  test('when it means nothing', () => {
    expect(commandFor(press('q'))).toBeNull();
  });
});

test('a check box does not keep the keys to itself', () => {
  expect(commandFor(press('n', {}, place({ type: 'checkbox' }, 'input')))).toBe('newInvoice');
});
