import { contract, type Handlers } from '../../preload/contract.ts';

type Call = (...args: unknown[]) => Promise<unknown>;

/**
 * Handlers that wait for the real ones. The page can be loaded while the vault and the databases are still being
 * opened; its first questions are answered as soon as they are.
 */
export function deferHandlers(ready: Promise<Handlers>): Handlers {
  const namespaces = Object.entries(contract).map(([namespace, methods]): [string, Record<string, Call>] => {
    const calls = Object.keys(methods).map((name): [string, Call] => [
      name,
      async (...args) => {
        const handlers = (await ready) as unknown as Record<string, Record<string, Call>>;
        const call = handlers[namespace]?.[name];
        if (call === undefined) throw new Error(`no handler for ${namespace}.${name}`);
        return call(...args);
      },
    ]);
    return [namespace, Object.fromEntries(calls)];
  });
  return Object.fromEntries(namespaces) as unknown as Handlers;
}
