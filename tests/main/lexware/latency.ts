import { randomFrom, type Latency } from './policer.ts';

/** A server on this machine: answers in 7 to 19 ms. */
export function near(seed: number): () => Latency {
  const random = randomFrom(seed);
  return () => ({ out: 1 + 2 * random(), work: 5 + 10 * random(), back: 1 + random() });
}

/** A poor line: delays that spread widely, and one call in a hundred a second late. */
export function far(seed: number): () => Latency {
  const random = randomFrom(seed);
  const tail = () => (random() < 0.01 ? 1000 : 0);
  return () => ({ out: 15 - 50 * Math.log(1 - random()) + tail(), work: 200 * random(), back: 15 + 20 * random() });
}
