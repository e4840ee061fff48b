const gap = 4;
const margin = 8;

/**
 * Attachment: keeps a floating element beside its anchor, above it where there is more room, never outside the
 * window. Fixed positioning, so that no scrolling ancestor clips it.
 *
 * @param anchor what to stand at; asked anew on every placement.
 * @param minWidth px; the element is at least this wide, and never narrower than the anchor.
 */
export function anchored(anchor: () => HTMLElement | undefined, minWidth = 0): (element: HTMLElement) => () => void {
  return (element) => {
    const place = (): void => {
      const box = anchor()?.getBoundingClientRect();
      if (box) placeAt(element, box, minWidth);
    };
    place();
    const observer = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(place);
    observer?.observe(element);
    window.addEventListener('resize', place);
    window.addEventListener('scroll', place, { capture: true, passive: true });
    return () => {
      observer?.disconnect();
      window.removeEventListener('resize', place);
      window.removeEventListener('scroll', place, { capture: true });
    };
  };
}

function placeAt(element: HTMLElement, box: DOMRect, minWidth: number): void {
  const width = Math.max(box.width, minWidth);
  const below = window.innerHeight - box.bottom - gap - margin;
  const above = box.top - gap - margin;
  const upwards = below < Math.min(element.scrollHeight, 200) && above > below;
  const { style } = element;
  style.width = `${width}px`;
  style.left = `${Math.max(margin, Math.min(box.left, window.innerWidth - width - margin))}px`;
  style.maxHeight = `${Math.max(80, Math.min(upwards ? above : below, 360))}px`;
  style.top = upwards ? 'auto' : `${box.bottom + gap}px`;
  style.bottom = upwards ? `${window.innerHeight - box.top + gap}px` : 'auto';
}
