import { appError, type AppError } from '../../domain/errors.ts';
import type { IntakeResult, ReceiptRow } from '../../domain/receipt-entry.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Handlers } from '../../preload/contract.ts';
import type { ReceiptFile } from '../receipts/conversion/converter.ts';
import type { OrganisationSession } from './organisation-session.ts';
import type { Organisations } from './organisations.ts';
import type { Ports } from './ports.ts';
import { originalOf } from './receipt-contents.ts';

/** What of `receipts.*` makes receipts out of others: taken out of a container, or joined. */
export function receiptPiecesHandlers(
  organisations: Organisations,
  ports: Ports,
): Pick<Handlers['receipts'], 'unpack' | 'join'> {
  return {
    unpack: ({ id, indexes }) => organisations.ask((session) => unpack(session, id, indexes)),
    join: ({ ids }) =>
      organisations.ask(async (session) => {
        const joined = await join(session, ids, ports.clock.wallMs());
        if (joined.ok) ports.emit('changed', { topics: ['receipts'] });
        return joined;
      }),
  };
}

/** Takes files out of a container, in the order given. One that cannot be had is noted as refused. */
async function unpack(
  session: OrganisationSession,
  id: string,
  indexes: readonly number[],
): Promise<Result<IntakeResult, AppError>> {
  const container = await originalOf(session, id);
  if (!container.ok) return container;
  const contents = session.store.inbox.contents(id) ?? [];
  const result: IntakeResult = { added: [], known: [], refused: [] };
  for (const index of new Set(indexes)) {
    const entry = contents.find((one) => one.index === index);
    if (entry === undefined) return fail(appError('invalid_input'));
    const read = await session.receipts.inspector.readContained(container.value.file.bytes, index);
    const taken = await session.receipts.intake.takePiece(
      read === null
        ? { kind: 'refused', name: entry.name, refusal: entry.refusal ?? 'container_broken' }
        : { kind: 'bytes', ...read },
      { source: 'unpacked', container: { id, index } },
    );
    if (!taken.ok) return taken;
    for (const list of ['added', 'known', 'refused'] as const) result[list].push(...taken.value[list]);
  }
  return ok(result);
}

/** Makes one PDF of pictures. They leave the inbox once it is kept, and can be restored. */
async function join(
  session: OrganisationSession,
  ids: readonly string[],
  nowMs: number,
): Promise<Result<ReceiptRow, AppError>> {
  const { store, receipts } = session;
  const files: ReceiptFile[] = [];
  for (const id of new Set(ids)) {
    const original = await originalOf(session, id);
    if (!original.ok) return original;
    const { file, receipt } = original.value;
    const { fileType, state } = receipt.row;
    // What is on its way to Lexware as it is would be there twice.
    if (fileType === null || fileType === 'eml' || fileType === 'zip' || state !== 'ready') {
      return fail(appError('receipt_not_accepted'));
    }
    files.push({ ...file, fileType });
  }
  const joined = await receipts.converter.joinImages(files);
  if (!joined.ok) return fail(appError(joined.error === 'too_large' ? 'receipt_too_large' : 'receipt_not_accepted'));
  const { fileName, bytes } = joined.value;
  const taken = await receipts.intake.takePiece(
    { kind: 'bytes', name: fileName, bytes },
    { source: 'joined', container: null },
  );
  if (!taken.ok) return taken;
  const [made] = [...taken.value.added, ...taken.value.known];
  if (made === undefined) return fail(appError('receipt_not_accepted'));
  store.inbox.remove(
    ids.filter((id) => id !== made),
    nowMs,
  );
  const row = store.inbox.get(made);
  return row.ok ? ok(row.value.row) : row;
}
