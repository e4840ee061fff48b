import * as v from 'valibot';
import { newContactSchema } from './contact.ts';
import { appErrorSchema } from './errors.ts';
import { centsSchema, idSchema, instantSchema, isoDateSchema } from './primitives.ts';

/** What Kontor may still have to tell Lexware. */
export const operationKinds = [
  'createInvoiceDraft',
  'createInvoiceFinalised',
  'createContact',
  'uploadReceipt',
] as const;
export type OperationKind = (typeof operationKinds)[number];

/** Where an operation stands (docs/decisions, outbox). */
export const operationStates = ['queued', 'sending', 'confirmed', 'rejected', 'unknown', 'needsDecision'] as const;
export type OperationState = (typeof operationStates)[number];

/** The states of operations that may need the user (`operation-standing.ts` says which of them do). */
export const waitingStates = ['rejected', 'needsDecision'] as const satisfies readonly OperationState[];

/** Something at Lexware that may be the effect of an operation whose outcome is unknown. */
export const candidateSchema = v.variant('kind', [
  v.object({
    kind: v.literal('invoice'),
    resourceId: idSchema,
    number: v.nullable(v.string()),
    status: v.string(),
    contactName: v.string(),
    voucherDate: isoDateSchema,
    totalCents: v.nullable(centsSchema),
  }),
  v.object({
    kind: v.literal('contact'),
    resourceId: idSchema,
    name: v.string(),
    customerNumber: v.nullable(v.number()),
    street: v.string(),
    zip: v.string(),
    city: v.string(),
    email: v.nullable(v.string()),
  }),
]);
export type Candidate = v.InferOutput<typeof candidateSchema>;

/** What an operation is about, as the user gave it. A receipt's bytes stay in the store. */
export const operationSubjectSchema = v.variant('kind', [
  v.object({ kind: v.literal('invoice'), voucherDate: isoDateSchema }),
  v.object({ kind: v.literal('contact'), contact: newContactSchema }),
  v.object({ kind: v.literal('receipt'), fileName: v.string(), mediaType: v.string(), bytes: v.number() }),
]);
export type OperationSubject = v.InferOutput<typeof operationSubjectSchema>;

/** An entry of the outbox as the user sees it. */
export const operationSchema = v.object({
  id: idSchema,
  kind: v.picklist(operationKinds),
  state: v.picklist(operationStates),
  draftId: v.nullable(idSchema),
  title: v.string(),
  totalCents: v.nullable(centsSchema),
  createdAt: instantSchema,
  changedAt: instantSchema,
  attempts: v.pipe(v.number(), v.integer()),
  error: v.nullable(appErrorSchema),
  /** Lexware's id of what was made: of an invoice, a contact or a file. */
  resourceId: v.nullable(idSchema),
  candidates: v.array(candidateSchema),
  subject: operationSubjectSchema,
  /** The operation that has to be confirmed first: the contact that an invoice names. */
  waitsFor: v.nullable(idSchema),
});
export type Operation = v.InferOutput<typeof operationSchema>;

/** The user's word on an operation whose outcome could not be proved. */
export const decisionSchema = v.variant('kind', [
  v.object({ kind: v.literal('itIs'), resourceId: idSchema }),
  v.object({ kind: v.literal('sendAgain') }),
  v.object({ kind: v.literal('discard') }),
]);
export type Decision = v.InferOutput<typeof decisionSchema>;
