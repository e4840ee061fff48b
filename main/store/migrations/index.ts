import { initial } from './0001-initial.ts';
import { outboxKinds } from './0002-outbox-kinds.ts';
import { purge } from './0003-purge.ts';
import { reading } from './0004-reading.ts';
import { receipts } from './0005-receipts.ts';
import { audit } from './0006-audit.ts';
import { sums } from './0007-sums.ts';

/**
 * The steps from an empty file to today's shape, in order; the file's `user_version` says how many were taken. A step
 * that was released is never changed: a new one is appended.
 */
export const migrations: readonly string[] = [initial, outboxKinds, purge, reading, receipts, audit, sums];
