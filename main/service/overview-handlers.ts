import { todayInBerlin } from '../../domain/dates.ts';
import type { AppError } from '../../domain/errors.ts';
import type { Overview } from '../../domain/overview.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Handlers } from '../../preload/contract.ts';
import type { OrganisationSession } from './organisation-session.ts';
import type { Organisations } from './organisations.ts';
import type { Ports } from './ports.ts';

/** `overview.*`: what the mirror and the drafts of this machine add up to. */
export function overviewHandlers(organisations: Organisations, ports: Ports): Handlers['overview'] {
  return {
    get: () => organisations.ask((session) => readOverview(session, todayInBerlin(ports.clock.wallMs()))),
  };
}

function readOverview({ store }: OrganisationSession, today: string): Result<Overview, AppError> {
  const mirror = store.vouchers.overview(today);
  if (!mirror.ok) return mirror;
  const drafts = store.drafts.list();
  if (!drafts.ok) return drafts;
  // What was sent is Lexware's by now, and is counted there.
  const count = drafts.value.filter((draft) => draft.state !== 'sent' && draft.trashedAt === null).length;
  return ok({ ...mirror.value, localDrafts: { count } });
}
