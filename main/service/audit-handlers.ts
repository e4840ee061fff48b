import { todayInBerlin } from '../../domain/dates.ts';
import type { AppError } from '../../domain/errors.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Handlers } from '../../preload/contract.ts';
import type { AuditLog } from '../store/audit-log.ts';
import type { OrganisationSession } from './organisation-session.ts';
import type { Organisations } from './organisations.ts';
import type { Ports } from './ports.ts';
import { replaceFile } from './write-file.ts';

/** Entries written at once; between two pieces the app has time for other things. */
const piece = 1_000;

/** `audit.*`: what happened in the organisation that is shown. */
export function auditHandlers(organisations: Organisations, ports: Ports): Handlers['audit'] {
  return {
    list: ({ limit = 100, before = null }) => organisations.ask(({ store }) => ok(store.audit.list(limit, before))),
    verify: () => organisations.ask(async ({ store }) => ok(await store.audit.verify())),
    export: () => organisations.ask((session) => exportAudit(session, ports)),
  };
}

async function exportAudit(
  { store }: OrganisationSession,
  { saveDialog, clock }: Ports,
): Promise<Result<'saved' | 'cancelled', AppError>> {
  const nowMs = clock.wallMs();
  const target = await saveDialog.chooseFile(`Kontor-Protokoll-${todayInBerlin(nowMs)}.jsonl`);
  if (target === null) return ok('cancelled');
  const written = await replaceFile(target, linesOf(store.audit));
  if (!written.ok) return written;
  store.audit.append({ event: 'exported' }, nowMs);
  return ok('saved');
}

/** One JSON object per line, oldest first, with the hashes by which anybody can verify it (docs/audit-log.md). */
function* linesOf(audit: AuditLog): Iterable<string> {
  for (let after = 0; ;) {
    const entries = audit.listForward(piece, after);
    yield entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    const last = entries.at(-1);
    if (last === undefined || entries.length < piece) return;
    after = last.sequence;
  }
}
