import * as v from 'valibot';
import { articleSchema, contactSchema } from '../domain/contact.ts';
import { appErrorSchema, fieldErrorSchema, type AppError } from '../domain/errors.ts';
import { invoiceDraftSchema, paymentTermSchema, storedDraftSchema, taxTypes } from '../domain/invoice-draft.ts';
import { decisionSchema, operationSchema } from '../domain/operation.ts';
import { organisationSchema, signInStateSchema, vaultReasons, vaultStates } from '../domain/organisation.ts';
import { centsSchema, idSchema, instantSchema } from '../domain/primitives.ts';
import type { Result } from '../domain/result.ts';
import { settingsPatchSchema, settingsSchema } from '../domain/settings.ts';
import { invoiceSchema, voucherRowSchema } from '../domain/voucher.ts';

/**
 * The whole IPC contract as data: `namespace.method` with the schema of its one argument (`null`: it takes none) and
 * of its answer. The preload API, the registration in main, the fake bridge of the component tests, the fuzz corpus
 * and docs/contract.md all derive from this object, so a method exists in one place only.
 */
export interface Method<
  I extends v.GenericSchema | null = v.GenericSchema | null,
  O extends v.GenericSchema = v.GenericSchema,
> {
  input: I;
  output: O;
}

function method<const I extends v.GenericSchema | null, const O extends v.GenericSchema>(
  input: I,
  output: O,
): Method<I, O> {
  return { input, output };
}

const nothing = v.undefined();
const byId = v.strictObject({ id: idSchema });
/** Bytes over any kind of buffer; they cross by structured clone. */
const bytesSchema = v.custom<Uint8Array>((value) => value instanceof Uint8Array);
const shortText = v.pipe(v.string(), v.maxLength(200));

/** The columns that the invoice list can be ordered by. */
export const invoiceSortKeys = ['number', 'voucherDate', 'contactName', 'dueDate', 'totalCents', 'openCents'] as const;

/** The status chips of the invoice list; `all` counts every row. */
export const statusFilters = ['all', 'open', 'overdue', 'paid', 'draft', 'voided'] as const;

const syncStatusSchema = v.object({
  state: v.picklist(['idle', 'running', 'offline', 'failed']),
  lastSuccessAt: v.nullable(instantSchema),
  error: v.nullable(appErrorSchema),
  /** Rows known so far and, while running, how many Lexware says there are. */
  rows: v.number(),
  expectedRows: v.nullable(v.number()),
});

export const contract = {
  app: {
    info: method(
      null,
      v.object({
        version: v.string(),
        electron: v.string(),
        platform: v.picklist(['darwin', 'linux', 'win32', 'other']),
        packaged: v.boolean(),
        /** The language in use: the setting, or the system's where the setting says so. */
        locale: v.picklist(['de', 'en']),
        vault: v.object({ state: v.picklist(vaultStates), reason: v.nullable(v.picklist(vaultReasons)) }),
        /** False where no OAuth client id is known; then only the API key works. */
        oauthConfigured: v.boolean(),
        hasClientSecret: v.boolean(),
        today: v.pipe(v.string(), v.isoDate()),
      }),
    ),
  },
  settings: {
    get: method(null, settingsSchema),
    set: method(settingsPatchSchema, settingsSchema),
  },
  organisations: {
    list: method(null, v.array(organisationSchema)),
    signIn: method(
      v.variant('method', [
        v.strictObject({ method: v.literal('oauth') }),
        v.strictObject({ method: v.literal('apiKey'), key: v.pipe(v.string(), v.maxLength(512)) }),
      ]),
      organisationSchema,
    ),
    cancelSignIn: method(null, nothing),
    switchTo: method(byId, organisationSchema),
    signOut: method(v.strictObject({ id: idSchema, removeData: v.boolean() }), nothing),
    status: method(null, v.object({ signIn: signInStateSchema, online: v.boolean() })),
  },
  invoices: {
    list: method(
      v.strictObject({
        search: v.optional(shortText),
        status: v.optional(v.picklist(statusFilters)),
        sort: v.optional(v.strictObject({ key: v.picklist(invoiceSortKeys), direction: v.picklist(['asc', 'desc']) })),
        cursor: v.optional(v.pipe(v.string(), v.maxLength(500))),
        limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500))),
      }),
      v.object({
        rows: v.array(voucherRowSchema),
        /** Opaque; pass it back for the next page. `null`: this was the last one. */
        nextCursor: v.nullable(v.string()),
        /** Over all rows that match, not only this page. */
        totals: v.object({ count: v.number(), totalCents: centsSchema, openCents: centsSchema }),
        /** Per chip, over all rows that match the search. */
        counts: v.record(v.picklist(statusFilters), v.number()),
      }),
    ),
    get: method(byId, invoiceSchema),
    document: method(
      v.strictObject({ id: idSchema, format: v.picklist(['pdf', 'xml']) }),
      v.object({ fileName: v.string(), mediaType: v.string(), bytes: bytesSchema }),
    ),
    openInLexware: method(byId, nothing),
  },
  drafts: {
    list: method(null, v.array(storedDraftSchema)),
    create: method(v.strictObject({ fromInvoiceId: v.optional(idSchema) }), storedDraftSchema),
    get: method(byId, storedDraftSchema),
    save: method(v.strictObject({ draft: invoiceDraftSchema }), storedDraftSchema),
    remove: method(byId, nothing),
    restore: method(byId, storedDraftSchema),
    check: method(byId, v.object({ findings: v.array(fieldErrorSchema) })),
    /** Puts the draft into the outbox. The operation's state then tells what became of it. */
    send: method(v.strictObject({ id: idSchema, finalize: v.boolean() }), operationSchema),
    /** What the editor may offer, as Lexware and the company's profile allow. */
    options: method(
      null,
      v.object({
        taxTypes: v.array(v.picklist(taxTypes)),
        defaultTaxType: v.picklist(taxTypes),
        paymentTerms: v.array(v.object({ ...paymentTermSchema.entries, organisationDefault: v.boolean() })),
        countries: v.array(v.object({ code: v.string(), nameDe: v.string(), nameEn: v.string() })),
      }),
    ),
  },
  outbox: {
    list: method(null, v.array(operationSchema)),
    retry: method(byId, operationSchema),
    decide: method(v.strictObject({ id: idSchema, decision: decisionSchema }), operationSchema),
  },
  contacts: {
    search: method(
      v.strictObject({
        text: shortText,
        limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100))),
      }),
      v.array(contactSchema),
    ),
    get: method(byId, contactSchema),
  },
  articles: {
    search: method(
      v.strictObject({
        text: shortText,
        limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100))),
      }),
      v.array(articleSchema),
    ),
  },
  sync: {
    now: method(null, nothing),
    status: method(null, syncStatusSchema),
  },
} as const;

/** What a `changed` event can name; views that show such things ask again. */
export const topics = [
  'settings',
  'organisations',
  'invoices',
  'drafts',
  'outbox',
  'contacts',
  'articles',
  'sync',
] as const;
export type Topic = (typeof topics)[number];

/** Commands of the application menu that the page carries out. */
export const commands = ['newInvoice', 'search', 'settings', 'invoices', 'drafts', 'outbox', 'sync'] as const;
export type Command = (typeof commands)[number];

/** Everything that main tells the page unasked. */
export const events = {
  changed: v.object({ topics: v.array(v.picklist(topics)) }),
  signIn: v.object({ state: signInStateSchema, error: v.nullable(appErrorSchema) }),
  progress: v.object({ task: v.string(), done: v.number(), total: v.nullable(v.number()) }),
  command: v.object({ command: v.picklist(commands) }),
} as const;

export type Contract = typeof contract;
export type Namespace = keyof Contract;
export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = v.InferOutput<(typeof events)[E]>;

type Input<M> =
  M extends Method<infer I, v.GenericSchema> ? (I extends v.GenericSchema ? [input: v.InferInput<I>] : []) : never;
type ParsedInput<M> =
  M extends Method<infer I, v.GenericSchema> ? (I extends v.GenericSchema ? [input: v.InferOutput<I>] : []) : never;
type Output<M> = M extends Method<v.GenericSchema | null, infer O> ? v.InferOutput<O> : never;

/** What every call answers: a value, or an error as data. Exceptions do not cross. */
export type Answer<T> = Result<T, AppError>;

/** `window.kontor`, as the page sees it. */
export type KontorApi = {
  [N in Namespace]: {
    [M in keyof Contract[N]]: (...args: Input<Contract[N][M]>) => Promise<Answer<Output<Contract[N][M]>>>;
  };
} & {
  /** Calls `listener` for each event of that name until the returned function is called. */
  on: <E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void) => () => void;
};

/** What main registers: the same methods, with parsed input. */
export type Handlers = {
  [N in Namespace]: {
    [M in keyof Contract[N]]: (...args: ParsedInput<Contract[N][M]>) => Promise<Answer<Output<Contract[N][M]>>>;
  };
};

/** The answer of one method, for the renderer's state modules: `AnswerOf<'invoices', 'list'>`. */
export type AnswerOf<N extends Namespace, M extends keyof Contract[N]> = Output<Contract[N][M]>;

/** The IPC channel of a method. */
export function channelOf(namespace: string, name: string): string {
  return `kontor:${namespace}.${name}`;
}

/** The IPC channel of an event. */
export function eventChannelOf(event: EventName): string {
  return `kontor:event.${event}`;
}
