import type { ApiKey } from '../../../domain/api-key.ts';
import type { AppError, ErrorCode } from '../../../domain/errors.ts';
import type { Organisation, VaultStatus } from '../../../domain/organisation.ts';
import type { AnswerOf } from '../../bridge.ts';

type SyncStatus = AnswerOf<'sync', 'status'>;

/** What the window knows that may deserve a bar. */
export interface BarFacts {
  online: boolean;
  session: Organisation['session'];
  sync: SyncStatus | null;
  /** The last failure of a sync that no success has followed; it stays while the next attempt runs. */
  trouble: { error: AppError; nextAttemptAt: string | null } | null;
  vault: VaultStatus | null;
  /** Its API key; `null` where it has none. */
  key: ApiKey | null;
  /** How it is signed in; the demo company says what it is. */
  method: Organisation['method'] | null;
}

/** What is wrong around the work, in the order of how much it matters. */
export type BarNews =
  | { kind: 'storage'; error: AppError }
  | { kind: 'offline' }
  | { kind: 'signedOut' }
  | { kind: 'failed'; error: AppError; nextAttemptAt: string | null }
  | { kind: 'key'; key: ApiKey }
  | { kind: 'clock'; offsetMs: number }
  | { kind: 'memory'; reason: VaultStatus['reason'] }
  | { kind: 'demo' };

/** Of these, Kontor gets over by itself. */
const passing: readonly ErrorCode[] = [
  'lexware_unreachable',
  'lexware_timeout',
  'lexware_rate_limited',
  'lexware_unavailable',
  'lexware_unreadable_answer',
  'lexware_cancelled',
  'unexpected',
];

const ofStorage: readonly ErrorCode[] = ['storage_unavailable', 'storage_full'];

/** True for an error that goes away without the user. */
export function isPassing({ code }: AppError): boolean {
  return passing.includes(code);
}

/** Everything that is wrong, what matters most first. Without a connection, nothing can be done about a session. */
export function newsOf({ online, session, sync, trouble, vault, key, method }: BarFacts): BarNews[] {
  const news: BarNews[] = [];
  const isStorage = trouble !== null && ofStorage.includes(trouble.error.code);
  if (trouble && isStorage) news.push({ kind: 'storage', error: trouble.error });
  if (!online) news.push({ kind: 'offline' });
  if (session === 'signedOut') news.push({ kind: 'signedOut' });
  if (trouble && !isStorage && online && session === 'signedIn') news.push({ kind: 'failed', ...trouble });
  if (key !== null && key.warning !== null && !key.seen && session === 'signedIn') news.push({ kind: 'key', key });
  const offsetMs = sync?.clockOffsetMs ?? null;
  if (offsetMs !== null) news.push({ kind: 'clock', offsetMs });
  if (vault?.state === 'memory') news.push({ kind: 'memory', reason: vault.reason });
  if (method === 'demo') news.push({ kind: 'demo' });
  return news;
}

/** What makes a piece of news the same as before, once the user has put it aside. */
export function causeOf(news: BarNews): string {
  if (news.kind === 'key') return `key ${news.key.warning ?? ''}`;
  return news.kind === 'failed' ? `failed ${news.error.code}` : news.kind;
}

/** Whether the user may put it aside: not what they have to do something about before the work can go on. */
export function isDismissible({ kind }: BarNews): boolean {
  return kind !== 'storage' && kind !== 'signedOut';
}
