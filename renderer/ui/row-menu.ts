/**
 * Attachment for a list whose rows the keyboard reaches by `aria-activedescendant`: a context menu called by key
 * (Shift+F10, the menu key) opens at the active row, not in the middle of the list.
 *
 * @param activeRow the element of the active row, scrolled into sight; `null` where there is none
 */
export function menuAtActiveRow(activeRow: () => HTMLElement | null): (list: HTMLElement) => () => void {
  return (list) => {
    const redirect = (event: MouseEvent): void => {
      const row = event.target === list ? activeRow() : null;
      if (!row) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { left, bottom } = row.getBoundingClientRect();
      const at = { clientX: left + 24, clientY: bottom - 4 };
      row.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, ...at }));
    };
    list.addEventListener('contextmenu', redirect, { capture: true });
    return () => list.removeEventListener('contextmenu', redirect, { capture: true });
  };
}
