import { todayInBerlin } from '../../domain/dates.ts';
import type { AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { VoucherRow } from '../../domain/voucher.ts';
import type { AnswerOf, Handlers } from '../../preload/contract.ts';
import type { DocumentFormat } from '../store/documents.ts';
import { csvWords } from './csv-words.ts';
import { safeFileName } from './file-names.ts';
import { csvHead, csvLines } from './invoice-csv.ts';
import { loadDocument } from './invoice-documents.ts';
import { resolveLocale } from './locale.ts';
import type { OrganisationSession } from './organisation-session.ts';
import type { Organisations } from './organisations.ts';
import type { Ports } from './ports.ts';
import { addFile, replaceFile } from './write-file.ts';

type SavingHandlers = Pick<Handlers['invoices'], 'saveDocument' | 'saveDocuments' | 'cancelSaving' | 'exportCsv'>;
type Saved = AnswerOf<'invoices', 'saveDocuments'>;
type CsvQuestion = Parameters<Handlers['invoices']['exportCsv']>[0]['rows'];

/** Rows written at once; between two pieces the app has time for other things. */
const csvPiece = 2_000;

/** What of `invoices.*` writes files where the user wants them. */
export function invoiceSavingHandlers(organisations: Organisations, ports: Ports): SavingHandlers {
  let stop = new AbortController();
  return {
    saveDocument: ({ id, format }) => organisations.ask((session) => saveDocument(session, id, format, ports)),
    saveDocuments: ({ ids }) => organisations.ask((session) => saveDocuments(session, ids, ports, stop.signal)),
    cancelSaving: () => {
      stop.abort();
      stop = new AbortController();
      return Promise.resolve(ok(undefined));
    },
    exportCsv: ({ rows }) => organisations.ask((session) => exportCsv(session, rows, ports)),
  };
}

/** Fetches before it asks where to, so that nobody chooses a place for a document that does not exist. */
async function saveDocument(
  session: OrganisationSession,
  id: string,
  format: DocumentFormat,
  ports: Ports,
): Promise<Result<'saved' | 'cancelled', AppError>> {
  const document = await loadDocument(session, id, format, ports.clock.wallMs());
  if (!document.ok) return document;
  const name = documentName(session.store.vouchers.find(id), id, format);
  const target = await ports.saveDialog.chooseFile(name);
  if (target === null) return ok('cancelled');
  const written = await replaceFile(target, document.value.bytes);
  return written.ok ? ok('saved') : written;
}

async function saveDocuments(
  session: OrganisationSession,
  ids: readonly string[],
  ports: Ports,
  stop: AbortSignal,
): Promise<Result<Saved, AppError>> {
  const folder = await ports.saveDialog.chooseFolder();
  if (folder === null) return ok({ outcome: 'cancelled', saved: 0, failed: [] });
  const tell = (done: number): void =>
    ports.emit('progress', { task: 'invoices.saveDocuments', done, total: ids.length });
  const failed: string[] = [];
  tell(0);
  for (const [index, id] of ids.entries()) {
    const saved = await saveInto(folder, session, id, ports, stop);
    if (saved === 'stopped') return ok({ outcome: 'stopped', saved: index - failed.length, failed });
    if (!saved.ok) failed.push(id);
    tell(index + 1);
    if (!saved.ok && saved.error.code === 'storage_full') {
      // There is no room for the rest either.
      failed.push(...ids.slice(index + 1));
      break;
    }
  }
  return ok({ outcome: 'saved', saved: ids.length - failed.length, failed });
}

/** Waits for a document no longer than the user does; one that comes later is kept, and not written. */
async function saveInto(
  folder: string,
  session: OrganisationSession,
  id: string,
  ports: Ports,
  stop: AbortSignal,
): Promise<Result<undefined, AppError> | 'stopped'> {
  if (stop.aborted) return 'stopped';
  // Many documents must not keep the user's next click waiting.
  const loading = loadDocument(session, id, 'pdf', ports.clock.wallMs(), 'visible');
  const document = await unlessStopped(loading, stop);
  if (document === 'stopped') return 'stopped';
  if (!document.ok) return document;
  return addFile(folder, documentName(session.store.vouchers.find(id), id, 'pdf'), document.value.bytes);
}

async function unlessStopped<T>(work: Promise<T>, stop: AbortSignal): Promise<T | 'stopped'> {
  let hear = (): void => undefined;
  const stopped = new Promise<'stopped'>((resolve) => {
    hear = () => resolve('stopped');
    stop.addEventListener('abort', hear, { once: true });
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    stop.removeEventListener('abort', hear);
  }
}

function documentName(row: VoucherRow | null, id: string, format: DocumentFormat): string {
  return safeFileName([row?.number ?? '', row?.contactName ?? ''], `.${format}`, id);
}

async function exportCsv(
  session: OrganisationSession,
  question: CsvQuestion,
  ports: Ports,
): Promise<Result<'saved' | 'cancelled', AppError>> {
  const words = csvWords(resolveLocale(ports));
  const today = todayInBerlin(ports.clock.wallMs());
  const name = safeFileName([words.title, session.profile().companyName, today], '.csv', words.title);
  const target = await ports.saveDialog.chooseFile(name);
  if (target === null) return ok('cancelled');
  const failures: AppError[] = [];
  async function* table(): AsyncGenerator<string> {
    yield csvHead(words);
    for (const piece of piecesOf(session, question, today)) {
      // A table that ends too early would be believed, so that none is written at all.
      if (!piece.ok) {
        failures.push(piece.error);
        throw new Error(piece.error.code);
      }
      yield csvLines(piece.value, words);
    }
  }
  const written = await replaceFile(target, table());
  const [failure] = failures;
  if (failure !== undefined) return fail(failure);
  return written.ok ? ok('saved') : written;
}

function* piecesOf(
  session: OrganisationSession,
  question: CsvQuestion,
  today: string,
): Generator<Result<VoucherRow[], AppError>> {
  const { vouchers } = session.store;
  if ('ids' in question) {
    // What is gone at Lexware by now is left out.
    yield ok(question.ids.flatMap((id) => [vouchers.get(id, today)].flatMap((row) => (row.ok ? [row.value] : []))));
    return;
  }
  let cursor: string | undefined;
  do {
    const page = vouchers.list({ ...question.filter, cursor, limit: csvPiece }, today);
    if (!page.ok) {
      yield page;
      return;
    }
    yield ok(page.value.rows);
    cursor = page.value.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
