import type * as v from 'valibot';
import type { Contract, KontorApi, Method, Namespace } from '../preload/contract.ts';

declare global {
  interface Window {
    /** Set by the preload script; the only way out of the page. */
    readonly kontor: KontorApi;
  }
}

/**
 * The typed bridge to main. Looked up at every use, so that a component test can put a fake bridge in its place.
 *
 * @example const answer = await kontor.invoices.get({ id });
 */
export const kontor: KontorApi = new Proxy({} as KontorApi, {
  get: (_target, name) => Reflect.get(window.kontor, name) as unknown,
});

/** The argument that a method takes: `InputOf<'invoices', 'list'>`. */
export type InputOf<N extends Namespace, M extends keyof Contract[N]> =
  Contract[N][M] extends Method<infer I> ? (I extends v.GenericSchema ? v.InferInput<I> : never) : never;

export type { AnswerOf } from '../preload/contract.ts';
