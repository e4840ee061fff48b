import type { AppError } from '../../domain/errors.ts';
import type { WatchedFolder } from '../../domain/receipt-entry.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Handlers } from '../../preload/contract.ts';
import type { OrganisationSession } from './organisation-session.ts';
import type { Organisations } from './organisations.ts';
import type { Ports } from './ports.ts';

type WatchHandlers = Pick<Handlers['receipts'], 'watchedFolder' | 'chooseWatchedFolder' | 'setWatchedFolder'>;

/** What of `receipts.*` is about the folder that an organisation watches. */
export function receiptWatchHandlers(organisations: Organisations, ports: Ports): WatchHandlers {
  return {
    watchedFolder: () => organisations.ask((session) => ok(session.receipts.watched.status())),
    chooseWatchedFolder: () => organisations.ask((session) => choose(session, ports)),
    setWatchedFolder: ({ afterTaking, off }) =>
      organisations.ask(async (session) => {
        const change = { ...(afterTaking && { afterTaking }), ...(off && { path: null }) };
        return ok(await session.receipts.watched.choose(change));
      }),
  };
}

/** Closing the dialog changes nothing. */
async function choose({ receipts }: OrganisationSession, ports: Ports): Promise<Result<WatchedFolder, AppError>> {
  const [path] = await ports.openDialog.chooseFolder();
  return ok(path === undefined ? receipts.watched.status() : await receipts.watched.choose({ path }));
}
