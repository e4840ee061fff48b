/** A readable scale for a bar chart: the top and the marks on the way there, in cents, smallest first. */
export interface Scale {
  top: number;
  marks: number[];
}

const steps = [1, 2, 2.5, 5, 10];
const euros = 100;

/**
 * The smallest scale of round steps that holds every value, with three or four marks above zero.
 * @param largest the largest value, cents; nothing or less gets a scale of ten euros
 */
export function scaleFor(largest: number): Scale {
  const most = Math.max(largest, 10 * euros);
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (steps.find((one) => one * power >= rough) ?? 10);
  const count = Math.ceil(most / step);
  return { top: step * count, marks: Array.from({ length: count + 1 }, (_, index) => index * step) };
}

/** The share of a value of the whole, 0 to 1. */
export function shareOf(cents: number, scale: Scale): number {
  return Math.min(1, Math.max(0, cents / scale.top));
}
