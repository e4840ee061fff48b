import { appError } from '../../domain/errors.ts';
import { fail } from '../../domain/result.ts';
import type { Handlers } from '../../preload/contract.ts';
import { receipts } from '../../preload/contract-receipts.ts';

/** Methods about receipts that are not built yet; each answers an error. */
export const pendingReceipts = Object.fromEntries(
  Object.keys(receipts).map((name) => [name, () => Promise.resolve(fail(appError('unexpected')))]),
) as unknown as Handlers['receipts'];
