import type { AppError } from '../../domain/errors.ts';
import { appError } from '../../domain/errors.ts';
import type { IncomingFile, IntakeResult } from '../../domain/receipt-entry.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Handlers } from '../../preload/contract.ts';
import { voucherPermalink } from '../lexware/permalinks.ts';
import { openWebApp } from './open-web-app.ts';
import type { OrganisationSession } from './organisation-session.ts';
import type { Organisations } from './organisations.ts';
import type { Ports } from './ports.ts';
import { receiptContentHandlers } from './receipt-contents.ts';
import { receiptPiecesHandlers } from './receipt-pieces.ts';
import { restoreReceipts, removeReceipts, sendReceipts } from './receipt-moves.ts';
import { receiptWatchHandlers } from './receipt-watch.ts';

/** `receipts.*`: the inbox, taking in, reading, sending. What was taken in is on the disk before anything is answered. */
export function receiptHandlers(organisations: Organisations, ports: Ports): Handlers['receipts'] {
  const now = (): number => ports.clock.wallMs();
  const changing = <T>(
    work: (session: OrganisationSession) => Result<T, AppError> | Promise<Result<T, AppError>>,
  ): Promise<Result<T, AppError>> =>
    organisations.ask(async (session) => {
      const done = await work(session);
      if (done.ok) ports.emit('changed', { topics: ['receipts'] });
      return done;
    });
  return {
    list: (query) => organisations.ask((session) => session.store.inbox.list(query)),
    addFiles: ({ files, source }) =>
      organisations.ask((session) => session.receipts.intake.take(files, { source, container: null })),
    pick: ({ what }) => pick(organisations, what, ports),
    remove: ({ ids }) => changing((session) => removeReceipts(session, ids, now())),
    restore: ({ ids }) => changing((session) => restoreReceipts(session, ids)),
    send: ({ ids }) => changing((session) => sendReceipts(session, ids)),
    openInLexware: ({ id }) => organisations.ask((session) => openReceipt(session, id, ports)),
    ...receiptContentHandlers(organisations, ports),
    ...receiptPiecesHandlers(organisations, ports),
    ...receiptWatchHandlers(organisations, ports),
  };
}

/** The organisation is the one that was shown when the dialog opened, whatever is shown when it closes. */
function pick(
  organisations: Organisations,
  what: 'files' | 'folder',
  ports: Ports,
): Promise<Result<IntakeResult, AppError>> {
  return organisations.ask(async (session) => {
    const paths = what === 'files' ? await ports.openDialog.chooseFiles() : await ports.openDialog.chooseFolder();
    if (paths.length === 0) return ok({ added: [], known: [], refused: [] });
    const files = paths.map((path): IncomingFile => ({ kind: 'path', path }));
    return session.receipts.intake.take(files, { source: 'picked', container: null });
  });
}

async function openReceipt(
  session: OrganisationSession,
  id: string,
  ports: Ports,
): Promise<Result<undefined, AppError>> {
  const receipt = session.store.inbox.get(id);
  if (!receipt.ok) return receipt;
  const { voucherId } = receipt.value.row;
  if (voucherId === null) return fail(appError('link_not_allowed'));
  return openWebApp(session, (appUrl) => voucherPermalink(appUrl, 'purchaseinvoice', 'view', voucherId), ports);
}
