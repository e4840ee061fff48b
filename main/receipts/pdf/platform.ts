/**
 * What pdf.js expects of its surroundings when it only reads: `Promise.withResolvers` (absent in Node 20) and the
 * drawing classes, of which the mere absence makes it write warnings. Import this before pdf.js.
 */
interface Resolvers {
  promise: Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}

function withResolvers(): Resolvers {
  let resolve: Resolvers['resolve'] = () => undefined;
  let reject: Resolvers['reject'] = () => undefined;
  const promise = new Promise((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}

const additions: [object, string, unknown][] = [
  [Promise, 'withResolvers', withResolvers],
  [globalThis, 'DOMMatrix', Object],
  [globalThis, 'Path2D', Object],
  [globalThis, 'ImageData', Object],
];
for (const [owner, name, value] of additions) {
  if (!(name in owner)) Object.defineProperty(owner, name, { value, configurable: true, writable: true });
}
