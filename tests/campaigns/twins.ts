import type { Invoice } from '../../domain/voucher.ts';
import type { LexwareApi } from '../../main/lexware/api.ts';
import type { Store } from '../../main/store/store.ts';
import { invoiceOfBody } from '../main/sync/small-lexware-invoice.ts';
import { honest, type Twin } from './model-world.ts';

/** The same object with one method replaced. */
export function withMethod<T extends object, K extends keyof T>(target: T, name: K, method: T[K]): T {
  return new Proxy(target, {
    get: (object, property) => {
      if (property === name) return method;
      const value: unknown = Reflect.get(object, property);
      return typeof value === 'function' ? (value.bind(object) as unknown) : value;
    },
  });
}

function withOperations(store: Store, change: (operations: Store['operations']) => Store['operations']): Store {
  return { ...store, operations: change(store.operations) };
}

/** Forgets at the start that something was being sent, as if that had never been committed. */
function withoutWriteAhead(store: Store): Store {
  for (const { id } of store.operations.inState('sending')) store.operations.advance(id, { to: 'queued', nowMs: 0 });
  return store;
}

function resendsUnknown(api: LexwareApi): LexwareApi {
  return withMethod(api, 'createInvoice', async (...given) => {
    const answer = await api.createInvoice(...given);
    if (answer.ok || answer.error.proof !== 'unknown') return answer;
    return { ok: false, error: { ...answer.error, proof: 'notSent' } };
  });
}

/** Nothing is looked for: what is unknown counts as not done at once. */
function withoutReconciling(store: Store): Store {
  return withOperations(store, (operations) =>
    withMethod(operations, 'advance', (id, step) => {
      const stored = operations.advance(id, step);
      return step.to === 'unknown' ? operations.advance(id, { to: 'queued', nowMs: step.nowMs }) : stored;
    }),
  );
}

/** Whatever was there before may be taken for the effect. */
function withoutWatermark(store: Store): Store {
  const vouchers = withMethod(store.vouchers, 'idsCreatedSince', () => []);
  return { ...store, vouchers: withMethod(vouchers, 'newestCreatedMs', () => 0) };
}

/** A document whose amount fits is read as if it had the content that is looked for. */
function byAmountOnly(api: LexwareApi, bodies: () => Parameters<LexwareApi['createInvoice']>[0][]): LexwareApi {
  return withMethod(api, 'getInvoice', async (...given) => {
    const answer = await api.getInvoice(...given);
    if (!answer.ok) return answer;
    const { id, number, status, grossCents } = answer.value;
    const taken = bodies().map((body): Invoice => ({ ...invoiceOfBody(body, id, number ?? '', true), status }));
    return { ok: true, value: taken.find((invoice) => invoice.grossCents === grossCents) ?? answer.value };
  });
}

/** Each is the real code with one promise taken out of it. The model has to find all of them. */
export const modelTwins: Record<string, Twin> = {
  'commits nothing before it sends': { ...honest, store: withoutWriteAhead },
  'sends again what is unknown': { ...honest, api: resendsUnknown },
  'takes the unknown for absent at once': { ...honest, store: withoutReconciling },
  'lets one document confirm two operations': {
    ...honest,
    store: (store) => withOperations(store, (operations) => withMethod(operations, 'isClaimed', () => false)),
  },
  'knows no watermark': { ...honest, store: withoutWatermark },
  'compares the amount only': {
    ...honest,
    api: (api, { store }) =>
      byAmountOnly(api, () =>
        store.operations
          .inState('unknown')
          .flatMap(({ content }) => (content.kind === 'invoice' ? [content.body] : [])),
      ),
  },
  'forgets an operation': {
    ...honest,
    store: (store) => withOperations(store, (operations) => withMethod(operations, 'next', () => null)),
  },
};

/** Twins for a process of its own, by name. */
export const killTwins: Record<string, { store: (store: Store) => Store; api: (api: LexwareApi) => LexwareApi }> = {
  withoutWriteAhead: { store: withoutWriteAhead, api: (api) => api },
  resendsUnknown: { store: (store) => store, api: resendsUnknown },
};
