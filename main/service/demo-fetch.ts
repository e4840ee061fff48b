import type { IsoDate } from '../../domain/primitives.ts';
import type { DemoServer } from './demo-server.ts';

/**
 * What the demo company has in the place of Lexware's address. The name exists nowhere (RFC 6761, section 6.4): a request
 * that went there by a mistake would reach nobody.
 */
export const demoOrigin = 'https://demo.invalid';

/**
 * A `fetch` that reaches the demo's server and nothing else: addresses of `demoOrigin` are asked there, wherever it
 * listens now, and any other is refused before anything is sent.
 * @param day as for `DemoServer.reach`
 */
export function createDemoFetch(demo: DemoServer, day: IsoDate, ask: typeof fetch): typeof fetch {
  return async (input, init) => {
    const { origin, pathname, search } = new URL(input instanceof Request ? input.url : input);
    if (origin !== demoOrigin) throw refusal('the demo reaches nothing but its own server');
    const address = await demo.reach(day);
    if (!address.ok) throw refusal('the demo does not run');
    return ask(`${address.value.url}${pathname}${search}`, init);
  };
}

/** Looks like a refused connection, since nothing has been sent. */
function refusal(why: string): TypeError {
  return new TypeError(why, { cause: Object.assign(new Error(why), { code: 'ECONNREFUSED' }) });
}
