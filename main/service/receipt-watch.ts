import { ok } from '../../domain/result.ts';
import type { WatchedFolder } from '../../domain/receipt-entry.ts';
import type { Handlers } from '../../preload/contract.ts';
import type { Organisations } from './organisations.ts';
import type { Ports } from './ports.ts';

const off: WatchedFolder = { path: null, state: 'off', afterTaking: 'keep' };

/** What of `receipts.*` is about the folder that an organisation watches. */
export function receiptWatchHandlers(
  organisations: Organisations,
  _ports: Ports,
): Pick<Handlers['receipts'], 'watchedFolder' | 'chooseWatchedFolder' | 'setWatchedFolder'> {
  return {
    watchedFolder: () => organisations.ask(() => ok(off)),
    chooseWatchedFolder: () => organisations.ask(() => ok(off)),
    setWatchedFolder: () => organisations.ask(() => ok(off)),
  };
}
