/**
 * Attachment for the region where the work is done, which must be focusable: where what had the focus is taken out of
 * the page, in the region or in a dialog above it, the keyboard goes on here and not at the top of the page.
 */
export function keepsFocus(region: HTMLElement): () => void {
  const left = ({ target, relatedTarget }: FocusEvent): void => {
    if (relatedTarget !== null || !(target instanceof Element)) return;
    // A dialog or a menu that closes gives the focus back by itself where it can.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body && !target.isConnected) region.focus({ preventScroll: true });
    });
  };
  document.addEventListener('focusout', left);
  return () => document.removeEventListener('focusout', left);
}
