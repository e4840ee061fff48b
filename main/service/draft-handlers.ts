import { randomUUID } from 'node:crypto';
import { todayInBerlin } from '../../domain/dates.ts';
import { checkDraft } from '../../domain/draft-check.ts';
import { appError, type AppError } from '../../domain/errors.ts';
import type { InvoiceDraft, StoredDraft, TaxType } from '../../domain/invoice-draft.ts';
import { draftFromInvoice, newDraft, type NewDraftOptions } from '../../domain/new-draft.ts';
import type { Operation } from '../../domain/operation.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { allowedTaxTypes } from '../../domain/tax.ts';
import type { AnswerOf, Handlers } from '../../preload/contract.ts';
import { loadInvoice } from './invoice-documents.ts';
import type { OrganisationSession } from './organisation-session.ts';
import type { Organisations } from './organisations.ts';
import type { Ports } from './ports.ts';

type Options = AnswerOf<'drafts', 'options'>;

/** `drafts.*`: the user's own writing, kept on this machine; none of it needs a network but `send`, which queues. */
export function draftHandlers(organisations: Organisations, ports: Ports): Handlers['drafts'] {
  const now = (): number => ports.clock.wallMs();
  const changing = <T>(
    work: (session: OrganisationSession) => Result<T, AppError> | Promise<Result<T, AppError>>,
  ): Promise<Result<T, AppError>> =>
    organisations.ask(async (session) => {
      const done = await work(session);
      if (done.ok) ports.emit('changed', { topics: ['drafts'] });
      return done;
    });
  return {
    list: () => organisations.ask((session) => session.store.drafts.list()),
    get: ({ id }) => organisations.ask((session) => session.store.drafts.get(id)),
    create: ({ fromInvoiceId }) => changing((session) => createDraft(session, fromInvoiceId, now())),
    save: ({ draft }) => {
      const saved = saveWhereItLies(organisations, draft, now());
      if (saved.ok) ports.emit('changed', { topics: ['drafts'] });
      return Promise.resolve(saved);
    },
    remove: ({ id }) =>
      changing((session) => {
        const removed = session.store.drafts.remove(id, now());
        return removed.ok ? ok(undefined) : removed;
      }),
    restore: ({ id }) => changing((session) => session.store.drafts.restore(id)),
    duplicate: ({ id }) => changing((session) => duplicateDraft(session, id, now())),
    versions: ({ id }) => organisations.ask((session) => session.store.drafts.versions(id)),
    restoreVersion: ({ id, version }) => changing((session) => session.store.drafts.restoreVersion(id, version, now())),
    check: ({ id }) => organisations.ask((session) => checkStored(session, id)),
    send: ({ id, finalize }) => organisations.ask((session) => sendDraft(session, id, finalize)),
    options: () => organisations.ask((session) => ok(draftOptions(session))),
  };
}

/**
 * Saves a draft in the organisation that has it. The last words of the user may arrive after they have switched to
 * another one: they belong where the draft lies, and are neither lost nor written elsewhere.
 */
function saveWhereItLies(
  organisations: Organisations,
  draft: InvoiceDraft,
  nowMs: number,
): Result<StoredDraft, AppError> {
  const active = organisations.active();
  if (!active.ok) return active;
  const has = ({ store }: OrganisationSession): boolean => store.drafts.get(draft.id).ok;
  const owner = has(active.value) ? active.value : organisations.all().find(has);
  return (owner ?? active.value).store.drafts.save(draft, nowMs);
}

async function createDraft(
  session: OrganisationSession,
  fromInvoiceId: string | undefined,
  nowMs: number,
): Promise<Result<StoredDraft, AppError>> {
  const options: NewDraftOptions = {
    id: randomUUID(),
    today: todayInBerlin(nowMs),
    taxType: defaultTaxType(session),
    language: 'de',
  };
  if (fromInvoiceId === undefined) return session.store.drafts.create(newDraft(options), nowMs);
  const source = await loadInvoice(session, fromInvoiceId, nowMs);
  if (!source.ok) return source;
  return session.store.drafts.create(draftFromInvoice(source.value, { ...options, lineId: randomUUID }), nowMs);
}

/** Any draft can be copied, also one in the bin or one that Lexware holds: nothing of the other is touched. */
function duplicateDraft(session: OrganisationSession, id: string, nowMs: number): Result<StoredDraft, AppError> {
  const source = session.store.drafts.get(id);
  if (!source.ok) return source;
  const { draft } = source.value;
  const copy: InvoiceDraft = {
    ...draft,
    id: randomUUID(),
    voucherDate: todayInBerlin(nowMs),
    lineItems: draft.lineItems.map((line) => ({ ...line, id: randomUUID() })),
  };
  return session.store.drafts.create(copy, nowMs);
}

/** The company's usual kind, unless § 19 UStG leaves only one. */
function defaultTaxType(session: OrganisationSession): TaxType {
  const profile = session.profile();
  return allowedTaxTypes(profile).includes(profile.taxType) ? profile.taxType : 'vatfree';
}

function checkStored(
  session: OrganisationSession,
  id: string,
): Result<{ findings: ReturnType<typeof checkDraft> }, AppError> {
  const stored = session.store.drafts.get(id);
  return stored.ok ? ok({ findings: checkDraft(stored.value.draft, session.profile()) }) : stored;
}

/** Only a complete draft is queued: what Lexware would refuse anyway must not cost the user a round trip. */
function sendDraft(session: OrganisationSession, id: string, finalize: boolean): Result<Operation, AppError> {
  const checked = checkStored(session, id);
  if (!checked.ok) return checked;
  const { findings } = checked.value;
  if (findings.length > 0) return fail(appError('draft_incomplete', { fields: findings }));
  return session.sync.enqueueInvoice(id, finalize);
}

function draftOptions(session: OrganisationSession): Options {
  const profile = session.profile();
  const conditions = session.store.meta.get('paymentConditions') ?? [];
  return {
    taxTypes: [...allowedTaxTypes(profile)],
    defaultTaxType: defaultTaxType(session),
    paymentTerms: conditions.map(({ label, days, discount, organizationDefault }) => ({
      label,
      days,
      discount,
      organisationDefault: organizationDefault,
    })),
    countries: session.store.meta.get('countries') ?? [],
  };
}
