import type { Rectangle } from 'electron';
import * as v from 'valibot';

const placeSchema = v.object({
  bounds: v.object({ x: v.number(), y: v.number(), width: v.number(), height: v.number() }),
  isMaximised: v.boolean(),
});

/** Where the window was left, in DIP on the desktop of all displays; the bounds are those it has when not maximised. */
export type WindowPlace = v.InferOutput<typeof placeSchema>;

/** What a window opens with; without x and y the system puts it in the middle. */
export interface OpeningPlace {
  bounds: { x?: number; y?: number; width: number; height: number };
  isMaximised: boolean;
}

const usual = { width: 1440, height: 880 };
/** So much of the title bar has to be in sight that the window can be drawn by it, in DIP. */
const grip = { width: 120, height: 32 };
/**
 * Fits a kept place to the displays that exist now. A window that would stand outside of all of them opens in the
 * middle; one that is larger than its display shrinks.
 *
 * @param kept what was read from disk, trusted in nothing
 * @param areas the displays' areas without task bars
 */
export function fitPlace(kept: unknown, areas: readonly Rectangle[]): OpeningPlace {
  const place = v.safeParse(placeSchema, kept);
  if (!place.success) return { bounds: usual, isMaximised: false };
  const { bounds, isMaximised } = place.output;
  const fitting = areas.map((area) => shrunk(bounds, area)).find(({ area, bounds: within }) => holdsGrip(area, within));
  return fitting === undefined ? { bounds: usual, isMaximised } : { bounds: fitting.bounds, isMaximised };
}

/** Its title bar counts as it will be: what is in sight of a wide window may be gone when it has shrunk. */
function shrunk({ x, y, width, height }: Rectangle, area: Rectangle): { area: Rectangle; bounds: Rectangle } {
  return {
    area,
    bounds: {
      x: Math.round(x),
      y: Math.round(y),
      width: Math.round(Math.min(width, area.width)),
      height: Math.round(Math.min(height, area.height)),
    },
  };
}

function holdsGrip(area: Rectangle, { x, y, width }: Rectangle): boolean {
  const visible = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return visible >= grip.width && y >= area.y - 1 && y + grip.height <= area.y + area.height;
}
