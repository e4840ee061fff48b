import type { Article, Contact } from '../../../domain/contact.ts';
import type { InvoiceDraft, StoredDraft } from '../../../domain/invoice-draft.ts';
import { newDraft, newLine } from '../../../domain/new-draft.ts';
import type { Operation } from '../../../domain/operation.ts';
import { fail, ok } from '../../../domain/result.ts';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';
import { idOf, sampleOperation } from '../sample-data.ts';

const createdAt = '2026-11-23T13:00:00.000Z';
export const savedAt = '2026-11-23T13:32:00.000Z';

export const bakery: Contact = {
  id: idOf(20),
  name: 'Hafenbäckerei Lüders GmbH',
  customerNumber: 10017,
  isCompany: true,
  isCustomer: true,
  isVendor: false,
  invoiceable: true,
  address: { supplement: '', street: 'Schuppenweg 12', zip: '24159', city: 'Kiel', countryCode: 'DE' },
  email: null,
  pending: false,
};
export const supplier: Contact = {
  ...bakery,
  id: idOf(21),
  name: 'Hafenlogistik',
  isCustomer: false,
  invoiceable: false,
};
export const trip: Article = {
  id: idOf(30),
  type: 'service',
  number: 'A-1',
  title: 'Anfahrt Kiel',
  description: 'bis 20 km',
  unitName: 'Pauschale',
  leadingPrice: 'net',
  netPrice: '500',
  grossPrice: '595',
  taxRatePercentage: 19,
};

/** An empty draft. */
export function emptyDraft(change: Partial<InvoiceDraft> = {}): InvoiceDraft {
  return { ...newDraft({ id: idOf(200), today: '2026-11-23', taxType: 'net', language: 'de' }), ...change };
}

/** A draft that lacks nothing: 8 hours at 95 and 4 pieces at 185, 1.785,00 € in all. */
export function fullDraft(change: Partial<InvoiceDraft> = {}): InvoiceDraft {
  const { address, name } = bakery;
  const line = (id: number, text: string, quantity: string, unitPrice: string) => ({
    ...newLine(idOf(id), 'net'),
    ...{ name: text, quantity, unitPrice, unitName: 'Std.' },
  });
  return emptyDraft({
    recipient: {
      kind: 'contact',
      contactId: bakery.id,
      name,
      ...(address ?? { supplement: '', street: '', zip: '', city: '', countryCode: '' }),
    },
    lineItems: [line(50, 'Wartung', '8', '95'), line(51, 'Temperaturfühler', '4', '185')],
    ...change,
  });
}

/** Main as the drafts see it: holds them, takes saves, and puts what is sent into its outbox. */
export interface DraftBridge extends FakeBridge {
  stored: Map<string, StoredDraft>;
  operations: Operation[];
  /** Lets the operation of a draft go on, and tells the page. */
  settle: (change: Partial<Operation>, state: StoredDraft['state']) => void;
}

/** Puts such a main behind the page. */
export function installDraftBridge(drafts: InvoiceDraft[], state: StoredDraft['state'] = 'editing'): DraftBridge {
  const stored = new Map<string, StoredDraft>();
  const operations: Operation[] = [];
  const keep = (draft: InvoiceDraft, change: Partial<StoredDraft> = {}): StoredDraft => {
    const next = { draft, state, createdAt, savedAt, trashedAt: null, ...change };
    stored.set(draft.id, next);
    return next;
  };
  for (const draft of drafts) keep(draft);
  const bridge = installFakeBridge();
  const found = (id: string, change: Partial<StoredDraft>) => {
    const known = stored.get(id);
    return known ? ok(keep(known.draft, { ...known, ...change })) : fail({ code: 'draft_not_found' as const });
  };
  programDrafts(bridge, found, keep);
  bridge.when('drafts', 'list', () => ok([...stored.values()]));
  bridge.when('outbox', 'list', () => ok(operations));
  bridge.when('drafts', 'send', ({ id, finalize }) => {
    const kind = finalize ? 'createInvoiceFinalised' : 'createInvoiceDraft';
    const operation = sampleOperation({ draftId: id, kind, state: 'queued' });
    operations.push(operation);
    found(id, { state: 'queued' });
    return ok(operation);
  });
  const settle = (change: Partial<Operation>, next: StoredDraft['state']): void => {
    const last = operations.pop() ?? sampleOperation();
    operations.push({ ...last, changedAt: '2026-11-23T14:00:00.000Z', ...change });
    if (last.draftId) found(last.draftId, { state: next });
    bridge.emit('changed', { topics: ['outbox', 'drafts'] });
  };
  return Object.assign(bridge, { stored, operations, settle });
}

function programDrafts(
  bridge: FakeBridge,
  found: (
    id: string,
    change: Partial<StoredDraft>,
  ) => ReturnType<typeof ok<StoredDraft>> | { ok: false; error: { code: 'draft_not_found' } },
  keep: (draft: InvoiceDraft) => StoredDraft,
): void {
  bridge.when('drafts', 'get', ({ id }) => found(id, {}));
  bridge.when('drafts', 'save', ({ draft }) => ok(keep(draft)));
  bridge.when('drafts', 'create', () => ok(keep(emptyDraft({ id: idOf(299) }))));
  bridge.when('drafts', 'restore', ({ id }) => found(id, { trashedAt: null }));
  bridge.when('drafts', 'remove', ({ id }) => {
    found(id, { trashedAt: '2026-11-23T15:00:00.000Z' });
    return ok(undefined);
  });
  bridge.when('drafts', 'duplicate', ({ id }) => {
    const known = found(id, {});
    return known.ok ? ok(keep({ ...known.value.draft, id: idOf(298) })) : known;
  });
  bridge.when('contacts', 'get', () => ok(bakery));
  bridge.when('contacts', 'search', ({ text }) => ok([bakery, supplier].filter((one) => matches(one.name, text))));
  bridge.when('articles', 'search', ({ text }) => ok([trip].filter((one) => matches(one.title, text))));
  bridge.when('drafts', 'options', () =>
    ok({
      taxTypes: ['net', 'gross', 'vatfree', 'constructionService13b'],
      defaultTaxType: 'net',
      paymentTerms: [
        { label: '14 Tage', days: 14, discount: null, organisationDefault: true },
        { label: '30 Tage', days: 30, discount: { percent: '2', days: 10 }, organisationDefault: false },
      ],
      countries: [
        { code: 'DE', nameDe: 'Deutschland', nameEn: 'Germany' },
        { code: 'DK', nameDe: 'Dänemark', nameEn: 'Denmark' },
      ],
    }),
  );
}

function matches(name: string, text: string): boolean {
  return name.toLowerCase().includes(text.toLowerCase());
}
