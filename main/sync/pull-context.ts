import type { CallOptions, LexwareApi, LexwareFailure, Priority } from '../lexware/api.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from './clock.ts';

/** What can change by a pull; a subset of the contract's topics. */
export type SyncTopic = 'invoices' | 'drafts' | 'outbox' | 'contacts' | 'articles' | 'receipts' | 'sync';

/** What every part of a pull works with. */
export interface PullContext {
  store: Store;
  api: LexwareApi;
  clock: Clock;
  signal: AbortSignal;
  onChanged: (topics: SyncTopic[]) => void;
  /** Rows read and, where Lexware says so, to be read. */
  onProgress: (done: number, total: number | null) => void;
}

/** The options of a call of this pull. */
export function callOptions(context: PullContext, priority: Priority): CallOptions {
  return { priority, signal: context.signal };
}

/** Whether this connection may not do that at all: no reason to stop the rest. */
export function isDenied(failure: LexwareFailure): boolean {
  const { code } = failure.error;
  return code === 'lexware_forbidden' || code === 'lexware_contract_required' || code === 'lexware_not_found';
}
