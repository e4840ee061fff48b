import type { Operation } from '../../domain/operation.ts';
import type { Organisation } from '../../domain/organisation.ts';
import { defaultSettings } from '../../domain/settings.ts';
import type { AnswerOf } from '../../preload/contract.ts';

/** A valid UUID that ends in the given number. */
export function idOf(number: number): string {
  return `0196a0b0-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

export const sampleInfo: AnswerOf<'app', 'info'> = {
  version: '0.1.0',
  electron: '45.4.1',
  platform: 'linux',
  packaged: false,
  locale: 'de',
  theme: 'system',
  vault: { state: 'sealed', reason: null },
  oauthConfigured: true,
  hasClientSecret: false,
  today: '2026-11-23',
};

export const sampleSettings = defaultSettings;

/** An organisation, signed in and active. */
export function sampleOrganisation(change: Partial<Organisation> = {}): Organisation {
  return {
    id: idOf(1),
    name: 'Nordlicht Werkstatt GmbH',
    companyName: 'Nordlicht Werkstatt GmbH',
    colour: 'teal',
    method: 'oauth',
    active: true,
    session: 'signedIn',
    lock: null,
    taxType: 'net',
    smallBusiness: false,
    waiting: 0,
    decisions: 0,
    uncertain: 0,
    outgoing: 0,
    apiKey: null,
    missing: [],
    ...change,
  };
}

export const sampleSync: AnswerOf<'sync', 'status'> = {
  state: 'idle',
  lastSuccessAt: '2026-11-23T13:30:00.000Z',
  error: null,
  rows: 1284,
  expectedRows: null,
  nextAttemptAt: null,
  clockOffsetMs: null,
};

export const noInvoices: AnswerOf<'invoices', 'list'> = {
  rows: [],
  nextCursor: null,
  totals: { count: 0, totalCents: 0, openCents: 0 },
  counts: { all: 0, issued: 0, open: 0, overdue: 0, paid: 0, draft: 0, voided: 0 },
};

/** An operation that waits to be sent. */
export function sampleOperation(change: Partial<Operation> = {}): Operation {
  return {
    id: idOf(100),
    kind: 'createInvoiceDraft',
    state: 'queued',
    draftId: idOf(200),
    title: 'Hafenbäckerei Lüders GmbH',
    totalCents: 238000,
    createdAt: '2026-11-23T13:20:00.000Z',
    changedAt: '2026-11-23T13:25:00.000Z',
    attempts: 1,
    error: null,
    resourceId: null,
    candidates: [],
    subject: { kind: 'invoice', voucherDate: '2026-11-23' },
    waitsFor: null,
    ...change,
  };
}
