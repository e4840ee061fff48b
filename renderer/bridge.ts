import type * as v from 'valibot';
import type { Answer, Contract, KontorApi, Method, Namespace } from '../preload/contract.ts';
import { loadErrorWords } from './i18n/late-words.svelte.ts';

declare global {
  interface Window {
    /** Set by the preload script; the only way out of the page. */
    readonly kontor: KontorApi;
  }
}

type Ask = (...args: unknown[]) => Promise<Answer<unknown>>;

/**
 * The typed bridge to main. Looked up at every use, so that a component test can put a fake bridge in its place. Where
 * main answers with an error, the words for it are there when the answer is.
 *
 * @example const answer = await kontor.invoices.get({ id });
 */
export const kontor: KontorApi = new Proxy({} as KontorApi, {
  get: (_target, name) => {
    const part: unknown = Reflect.get(window.kontor, name);
    // What the preload script exposes is frozen, and a proxy of a frozen object must answer with what is in it.
    return typeof part === 'object' && part !== null ? new Proxy({}, { get: withWords(part) }) : part;
  },
});

function withWords(methods: object): (target: object, name: string | symbol) => Ask {
  return (_target, name) => {
    const ask = Reflect.get(methods, name) as Ask;
    return async (...args) => {
      const answer = await ask(...args);
      if (!answer.ok) await loadErrorWords();
      return answer;
    };
  };
}

/** The argument that a method takes: `InputOf<'invoices', 'list'>`. */
export type InputOf<N extends Namespace, M extends keyof Contract[N]> =
  Contract[N][M] extends Method<infer I> ? (I extends v.GenericSchema ? v.InferInput<I> : never) : never;

export type { AnswerOf } from '../preload/contract.ts';
