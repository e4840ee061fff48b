import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepsFocus } from '../../../renderer/ui/focus-keeper.ts';

let region: HTMLElement;
let stop: () => void;

function button(parent: HTMLElement): HTMLButtonElement {
  const made = document.createElement('button');
  parent.append(made);
  return made;
}

/** Takes it out of the page as a browser does, which tells first that the focus leaves. */
function takeOut(element: HTMLElement): void {
  element.blur();
  element.remove();
}

beforeEach(() => {
  region = document.createElement('main');
  region.tabIndex = -1;
  document.body.append(region);
  stop = keepsFocus(region);
});
afterEach(() => {
  stop();
  document.body.replaceChildren();
});

describe('the region where the work is done', () => {
  it.each([
    ['in it', () => region],
    ['in a dialog above it', () => document.body],
  ])('takes the keyboard when what had it is gone %s', async (_where, parent) => {
    const gone = button(parent());
    gone.focus();
    takeOut(gone);
    await vi.waitFor(() => expect(region).toHaveFocus());
  });

  it('leaves the focus where somebody else has put it', async () => {
    const other = button(region);
    const gone = button(region);
    gone.focus();
    takeOut(gone);
    other.focus();
    await new Promise(requestAnimationFrame);
    expect(other).toHaveFocus();
  });

  it('takes nothing from what still stands, such as when the window loses the focus', async () => {
    const left = button(region);
    left.focus();
    left.blur();
    await new Promise(requestAnimationFrame);
    expect(document.body).toHaveFocus();
  });
});
