/** The sizes that the zoom commands go through, in percent, as browsers have them. */
export const zoomSteps = [50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300] as const;

/** The next larger (1) or smaller (-1) size in percent; the same one at the end. */
export function nextZoom(current: number, direction: 1 | -1): number {
  const further =
    direction === 1 ? zoomSteps.filter((step) => step > current) : zoomSteps.filter((step) => step < current);
  return (direction === 1 ? further[0] : further.at(-1)) ?? current;
}
