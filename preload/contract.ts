import * as v from 'valibot';
import { appInfoSchema } from '../domain/app-info.ts';
import { lockStatusSchema } from '../domain/app-lock.ts';
import { articleSchema, contactRowSchema, contactSchema, newContactSchema } from '../domain/contact.ts';
import { appErrorSchema, fieldErrorSchema, type AppError } from '../domain/errors.ts';
import {
  draftOptionsSchema,
  draftVersionSchema,
  invoiceDraftSchema,
  storedDraftSchema,
} from '../domain/invoice-draft.ts';
import { decisionSchema, operationSchema } from '../domain/operation.ts';
import {
  backupSchema,
  organisationSchema,
  passphraseSchema,
  signInStateSchema,
  vaultStatusSchema,
} from '../domain/organisation.ts';
import { overviewSchema } from '../domain/overview.ts';
import { idSchema, ordinalSchema } from '../domain/primitives.ts';
import type { Result } from '../domain/result.ts';
import { settingsPatchSchema, settingsSchema } from '../domain/settings.ts';
import { syncStatusSchema } from '../domain/sync-status.ts';
import { audit } from './contract-audit.ts';
import { byId, cursor, limit, method, nothing, savedSchema, shortText, type Method } from './contract-parts.ts';
import { invoices } from './contract-invoices.ts';
import { lock } from './contract-lock.ts';
import { organisations } from './contract-organisations.ts';
import { receipts } from './contract-receipts.ts';
import { topics } from './contract-topics.ts';

export type { Method } from './contract-parts.ts';
export { topics, type Topic } from './contract-topics.ts';

const ofOrganisation = v.strictObject({ organisationId: idSchema });
const withPassphrase = v.strictObject({ passphrase: passphraseSchema });

/**
 * The whole IPC contract as data: `namespace.method` with the schema of its one argument (`null`: it takes none) and
 * of its answer. The preload API, the registration in main, the fake bridge of the component tests, the fuzz corpus
 * and docs/contract.md all derive from this object, so a method exists in one place only.
 */
export const contract = {
  app: {
    info: method(null, appInfoSchema),
    /** Asks where to, then writes what helps to find a fault, as a text free of secrets and business data. */
    saveDiagnostics: method(null, savedSchema),
  },
  settings: {
    get: method(null, settingsSchema),
    set: method(settingsPatchSchema, settingsSchema),
  },
  vault: {
    /** Looks for the system's keyring again. */
    recheck: method(null, vaultStatusSchema),
    /** Seals with a passphrase what is only in memory now. */
    setPassphrase: method(withPassphrase, vaultStatusSchema),
    /** Opens what the passphrase seals; `passphrase_wrong`. */
    unlock: method(withPassphrase, vaultStatusSchema),
    /** Hands what the passphrase seals over to the system's keyring; `no_secure_storage` where there is none. */
    removePassphrase: method(withPassphrase, vaultStatusSchema),
  },
  lock,
  organisations,
  backups: {
    list: method(ofOrganisation, v.array(backupSchema)),
    create: method(ofOrganisation, backupSchema),
    /** Puts a copy in the place of the present data, which are kept as a copy themselves. */
    restore: method(v.strictObject({ organisationId: idSchema, id: backupSchema.entries.id }), organisationSchema),
  },
  audit,
  overview: {
    get: method(null, overviewSchema),
  },
  invoices,
  drafts: {
    list: method(null, v.array(storedDraftSchema)),
    create: method(v.strictObject({ fromInvoiceId: v.optional(idSchema) }), storedDraftSchema),
    get: method(byId, storedDraftSchema),
    save: method(v.strictObject({ draft: invoiceDraftSchema }), storedDraftSchema),
    remove: method(byId, nothing),
    restore: method(byId, storedDraftSchema),
    duplicate: method(byId, storedDraftSchema),
    /** Newest first; at most 20. */
    versions: method(byId, v.array(draftVersionSchema)),
    /** Makes an earlier content the present one; the present one becomes a version. */
    restoreVersion: method(v.strictObject({ id: idSchema, version: ordinalSchema }), storedDraftSchema),
    check: method(byId, v.object({ findings: v.array(fieldErrorSchema) })),
    /** Puts the draft into the outbox. The operation's state then tells what became of it. */
    send: method(v.strictObject({ id: idSchema, finalize: v.boolean() }), operationSchema),
    /** What the editor may offer, as Lexware and the company's profile allow. */
    options: method(null, draftOptionsSchema),
  },
  outbox: {
    list: method(null, v.array(operationSchema)),
    retry: method(byId, operationSchema),
    decide: method(v.strictObject({ id: idSchema, decision: decisionSchema }), operationSchema),
    /** Takes back what waits and has not been sent; the draft is the user's again. */
    takeBack: method(byId, operationSchema),
  },
  contacts: {
    search: method(v.strictObject({ text: shortText, limit: limit(100) }), v.array(contactSchema)),
    get: method(byId, contactSchema),
    /** By name; `search` as in the invoice list. */
    list: method(
      v.strictObject({
        search: v.optional(shortText),
        role: v.optional(v.picklist(['all', 'customer', 'vendor'])),
        cursor,
        limit: limit(500),
      }),
      v.object({ rows: v.array(contactRowSchema), nextCursor: v.nullable(v.string()), count: v.number() }),
    ),
    /** One contact with what is open on its invoices. */
    summary: method(byId, contactRowSchema),
    /** Puts a new contact into the outbox. It can be chosen at once; an invoice for it waits until Lexware has it. */
    create: method(
      v.strictObject({ contact: newContactSchema }),
      v.object({ contact: contactSchema, operation: operationSchema }),
    ),
    openInLexware: method(byId, nothing),
  },
  articles: {
    search: method(v.strictObject({ text: shortText, limit: limit(100) }), v.array(articleSchema)),
  },
  receipts,
  sync: {
    now: method(null, nothing),
    status: method(null, syncStatusSchema),
  },
} as const;

/** Commands of the application menu that the page carries out. */
export const commands = [
  'newInvoice',
  'search',
  'palette',
  'shortcuts',
  'settings',
  'overview',
  'invoices',
  'drafts',
  'contacts',
  'receipts',
  'addReceipts',
  'outbox',
  'sync',
  'lock',
  'zoomIn',
  'zoomOut',
  'zoomReset',
] as const;
export type Command = (typeof commands)[number];

/** Everything that main tells the page unasked. */
export const events = {
  changed: v.object({ topics: v.array(v.picklist(topics)) }),
  signIn: v.object({ state: signInStateSchema, error: v.nullable(appErrorSchema) }),
  progress: v.object({ task: v.string(), done: v.number(), total: v.nullable(v.number()) }),
  command: v.object({ command: v.picklist(commands) }),
  /** The lock of the app moved: the only event that a locked page gets. */
  lock: lockStatusSchema,
  /** An organisation was chosen in the application menu; the page goes there, or says why it cannot. */
  organisationChosen: v.object({ id: idSchema }),
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

type Calls = {
  [N in Namespace]: {
    [M in keyof Contract[N]]: (...args: Input<Contract[N][M]>) => Promise<Answer<Output<Contract[N][M]>>>;
  };
};

/** The one method whose page side differs from its IPC side: paths of files are known to the preload only. */
export type AddFiles = (
  files: readonly File[],
  /** `dropped` unless told. */
  source?: v.InferInput<Contract['receipts']['addFiles']['input']>['source'],
) => ReturnType<Calls['receipts']['addFiles']>;

/** `window.kontor`, as the page sees it. */
export type KontorApi = Omit<Calls, 'receipts'> & {
  receipts: Omit<Calls['receipts'], 'addFiles'> & { addFiles: AddFiles };
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
