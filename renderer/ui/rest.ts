/** Whoever goes on within this time is on the way to somewhere else, ms. */
const hurryMs = 150;

/**
 * For what costs much and is asked for by every step through a list: waits while the user hurries on. The first step is
 * served at once; a key that is held down asks for nothing until it is let go.
 * @returns a function that waits as long as is due, and whose caller then looks whether it is still wanted
 */
export function createRest(): () => Promise<void> {
  let last = -Infinity;
  return async () => {
    const now = performance.now();
    const isHurried = now - last < hurryMs;
    last = now;
    if (isHurried) await new Promise((resolve) => setTimeout(resolve, hurryMs));
  };
}
