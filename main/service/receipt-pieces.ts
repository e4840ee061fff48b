import { appError } from '../../domain/errors.ts';
import { fail } from '../../domain/result.ts';
import type { Handlers } from '../../preload/contract.ts';
import type { Organisations } from './organisations.ts';
import type { Ports } from './ports.ts';

/** What of `receipts.*` makes receipts out of others: taken out of a container, or joined. */
export function receiptPiecesHandlers(
  _organisations: Organisations,
  _ports: Ports,
): Pick<Handlers['receipts'], 'unpack' | 'join'> {
  return {
    unpack: () => Promise.resolve(fail(appError('receipt_not_accepted'))),
    join: () => Promise.resolve(fail(appError('receipt_not_accepted'))),
  };
}
