/** The narrowest and widest size of the pane that is sized, in px. */
export interface SplitLimits {
  min: number;
  max: number;
}

const step = 16;
const prefix = 'pane:';

/** Keeps a size in px within its limits. */
export function clampSize(size: number, { min, max }: SplitLimits): number {
  return Math.round(Math.max(min, Math.min(max, size)));
}

/**
 * The size that a key on the separator leads to, or undefined where it does nothing. The arrow keys move the
 * separator in their direction; the sized pane is the one behind it.
 */
export function sizeAfterKey(key: string, size: number, limits: SplitLimits): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return clampSize(size + step, limits);
    case 'ArrowRight':
      return clampSize(size - step, limits);
    case 'Home':
      return limits.max;
    case 'End':
      return limits.min;
    default:
      return undefined;
  }
}

/** The size that was kept under a name on this machine, or `null`. */
export function keptSize(name: string): number | null {
  const kept = Number.parseInt(localStorage.getItem(prefix + name) ?? '', 10);
  return Number.isFinite(kept) ? kept : null;
}

/** Keeps a size under a name; `null` forgets it. */
export function keepSize(name: string, size: number | null): void {
  if (size === null) localStorage.removeItem(prefix + name);
  else localStorage.setItem(prefix + name, String(size));
}
