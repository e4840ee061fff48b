import * as v from 'valibot';
import { appErrorSchema } from '../../domain/errors.ts';
import { fail, ok } from '../../domain/result.ts';
import {
  contract,
  events,
  type Answer,
  type AnswerOf,
  type Contract,
  type EventName,
  type EventPayload,
  type KontorApi,
  type Method,
  type Namespace,
} from '../../preload/contract.ts';
import type { InputOf } from '../../renderer/bridge.ts';
import { noInvoices, sampleInfo, sampleOrganisation, sampleSettings, sampleSync } from './sample-data.ts';

type Handler = (input: unknown) => unknown;
type Handling<N extends Namespace, M extends keyof Contract[N]> = (
  input: InputOf<N, M>,
) => Answer<AnswerOf<N, M>> | Promise<Answer<AnswerOf<N, M>>>;

/** One call that the page made. */
export interface Call {
  method: string;
  input: unknown;
}

/**
 * A `window.kontor` for component tests, derived from the contract: it knows every method, takes only what the
 * contract takes, and answers only what the contract answers. A test that drifts from the contract fails.
 */
export interface FakeBridge {
  readonly api: KontorApi;
  readonly calls: Call[];
  /** Programs the answer of one method; replaces an earlier one. */
  when: <N extends Namespace, M extends keyof Contract[N] & string>(
    namespace: N,
    name: M,
    handling: Handling<N, M>,
  ) => FakeBridge;
  /** Sends an event, as main would. */
  emit: <E extends EventName>(event: E, payload: EventPayload<E>) => void;
  /** The inputs of all calls of one method, such as `invoices.list`. */
  inputsOf: (method: string) => unknown[];
}

const defaults: Record<string, Handler> = {
  'app.info': () => ok(sampleInfo),
  'settings.get': () => ok(sampleSettings),
  'settings.set': () => ok(sampleSettings),
  'organisations.list': () => ok([sampleOrganisation()]),
  'organisations.status': () => ok({ signIn: { step: 'idle' }, online: true }),
  'invoices.list': () => ok(noInvoices),
  'drafts.list': () => ok([]),
  'receipts.list': () =>
    ok({ rows: [], nextCursor: null, counts: { all: 0, open: 0, attention: 0, sent: 0, removed: 0 } }),
  'outbox.list': () => ok([]),
  'contacts.search': () => ok([]),
  'articles.search': () => ok([]),
  'sync.status': () => ok(sampleSync),
  'drafts.options': () =>
    ok({ taxTypes: ['net', 'gross', 'vatfree'], defaultTaxType: 'net', paymentTerms: [], countries: [] }),
};

/** Builds a fake bridge and puts it in the place of `window.kontor`. */
export function installFakeBridge(): FakeBridge {
  const bridge = createFakeBridge();
  Object.defineProperty(window, 'kontor', { value: bridge.api, configurable: true });
  return bridge;
}

/** Builds a fake bridge. Methods without an answer of their own answer `undefined` where allowed, else `unexpected`. */
export function createFakeBridge(): FakeBridge {
  const handlers = new Map(Object.entries(defaults));
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const calls: Call[] = [];

  const bridge: FakeBridge = {
    api: buildApi(handlers, calls, listeners),
    calls,
    when: (namespace, name, handling) => {
      handlers.set(`${namespace}.${name}`, handling as unknown as Handler);
      return bridge;
    },
    emit: (event, payload) => {
      const checked = v.parse(events[event], payload) as never;
      for (const listener of [...(listeners.get(event) ?? [])]) listener(checked);
    },
    inputsOf: (method) => calls.filter((call) => call.method === method).map((call) => call.input),
  };
  return bridge;
}

function buildApi(
  handlers: Map<string, Handler>,
  calls: Call[],
  listeners: Map<string, Set<(payload: never) => void>>,
): KontorApi {
  const namespaces = Object.entries(contract).map(([namespace, methods]) => {
    const built = Object.entries(methods as Record<string, Method>).map(([name, method]) => {
      const key = `${namespace}.${name}`;
      return [name, (...args: unknown[]) => call(key, method, args, handlers, calls)];
    });
    return [namespace, Object.fromEntries(built) as unknown];
  });
  const on = (event: string, listener: (payload: never) => void): (() => void) => {
    const known = listeners.get(event) ?? new Set();
    listeners.set(event, known.add(listener));
    return () => known.delete(listener);
  };
  const api = Object.fromEntries(namespaces) as Record<string, Record<string, unknown>>;
  // As the preload does where files have no path.
  const addFiles = async (files: readonly File[], source: string): Promise<unknown> => {
    const read = async (file: File) => ({ kind: 'bytes', name: file.name, bytes: new Uint8Array(await bytesOf(file)) });
    const input = { files: await Promise.all(files.map(read)), source };
    return call('receipts.addFiles', contract.receipts.addFiles, [input], handlers, calls, inRealm);
  };
  return { ...api, receipts: { ...api['receipts'], addFiles }, on } as unknown as KontorApi;
}

/** Bytes that were cloned are of another realm than the test's, and no `Uint8Array` there. */
function inRealm(input: unknown): unknown {
  return input;
}

/** jsdom's files know no `arrayBuffer`. */
function bytesOf(file: File): Promise<ArrayBuffer> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.readAsArrayBuffer(file);
  });
}

async function call(
  key: string,
  method: Method,
  args: unknown[],
  handlers: Map<string, Handler>,
  calls: Call[],
  copy: (input: unknown) => unknown = structuredClone,
): Promise<unknown> {
  if (args.length !== (method.input ? 1 : 0)) throw new Error(`${key} was called with ${args.length} arguments`);
  // As over real IPC: what arrives is a copy, and state proxies do not pass.
  const input: unknown = copy(args[0]);
  calls.push({ method: key, input });
  if (method.input && !v.safeParse(method.input, input).success) throw new Error(`${key} was called with wrong input`);
  const handler = handlers.get(key) ?? (() => ok(undefined));
  const answer = (await handler(input)) as Answer<unknown>;
  if (!answer.ok) return fail(v.parse(appErrorSchema, answer.error));
  const checked = v.safeParse(method.output, answer.value);
  if (!checked.success && !handlers.has(key)) return fail({ code: 'unexpected' });
  if (!checked.success) throw new Error(`${key} answered what the contract does not allow`);
  return ok(checked.output);
}
