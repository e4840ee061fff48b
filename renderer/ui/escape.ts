/**
 * Attachment for what stands beside a list: Escape leads back into the list. What Escape means to something inside of
 * it comes first: a menu that closes, a field that is emptied.
 *
 * @param leave puts the keyboard into the list
 */
export function leaveByEscape(leave: () => void): (pane: HTMLElement) => () => void {
  return (pane) => {
    const keydown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (document.querySelector('[role="menu"], [role="dialog"], [role="alertdialog"]')) return;
      event.preventDefault();
      leave();
    };
    pane.addEventListener('keydown', keydown);
    return () => pane.removeEventListener('keydown', keydown);
  };
}
