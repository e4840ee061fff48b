import * as v from 'valibot';
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

/** A voucher at Lexware that may be the effect of an operation whose outcome is unknown. */
export const candidateSchema = v.object({
  voucherId: idSchema,
  number: v.nullable(v.string()),
  status: v.string(),
  contactName: v.string(),
  voucherDate: isoDateSchema,
  totalCents: v.nullable(centsSchema),
});
export type Candidate = v.InferOutput<typeof candidateSchema>;

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
  voucherId: v.nullable(idSchema),
  candidates: v.array(candidateSchema),
});
export type Operation = v.InferOutput<typeof operationSchema>;

/** The user's word on an operation whose outcome could not be proved. */
export const decisionSchema = v.variant('kind', [
  v.object({ kind: v.literal('itIs'), voucherId: idSchema }),
  v.object({ kind: v.literal('sendAgain') }),
  v.object({ kind: v.literal('discard') }),
]);
export type Decision = v.InferOutput<typeof decisionSchema>;
