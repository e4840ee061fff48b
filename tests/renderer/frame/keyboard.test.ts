import { afterEach, describe, expect, test } from 'vitest';
import { commands } from '../../../preload/contract.ts';
import { commandFor, commandKeys } from '../../../renderer/features/frame/keyboard.ts';

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

test.each(Object.entries(commandKeys))('%s is carried out by %s', (command, key) => {
  expect(commandFor(press(key))).toBe(command);
  expect(commandFor(press(key.toLowerCase()))).toBe(command);
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
