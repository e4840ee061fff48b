/** The sizes of a document, 1 being as wide as its pane. */
const steps = [0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const;

/** The next larger or smaller size; the present one at the ends. */
export function stepZoom(zoom: number, direction: 1 | -1): number {
  const next = direction === 1 ? steps.find((step) => step > zoom) : steps.findLast((step) => step < zoom);
  return next ?? zoom;
}
