import * as v from 'valibot';
import { permissions, type Permission } from './permission.ts';

/**
 * Every error that a user can meet, as a closed list. The texts stand in the renderer's messages under
 * `error_<code>`, in German and English; a test holds the two lists equal.
 */
export const errorCodes = [
  // sign-in
  'sign_in_cancelled',
  'sign_in_denied',
  'sign_in_expired',
  'sign_in_state_mismatch',
  'sign_in_already_running',
  'sign_in_issuer_mismatch',
  'sign_in_invalid_callback',
  'sign_in_exchange_failed',
  'sign_in_provider_unreachable',
  'sign_in_browser_failed',
  'sign_in_not_configured',
  'api_key_invalid_format',
  'api_key_refused',
  'api_key_other_organisation',
  'signed_out',
  'session_expired',
  // Lexware's answers
  'lexware_unreachable',
  'lexware_timeout',
  'lexware_rate_limited',
  'lexware_unavailable',
  'lexware_forbidden',
  'lexware_contract_required',
  'lexware_not_found',
  'lexware_validation_failed',
  'lexware_conflict',
  'lexware_unreadable_answer',
  'lexware_outcome_unknown',
  'lexware_cancelled',
  // drafts and documents
  'draft_not_found',
  'draft_incomplete',
  'draft_already_sent',
  'invoice_not_found',
  'document_not_available_for_draft',
  'document_format_not_available',
  'operation_not_found',
  'operation_not_retryable',
  'operation_taken_back',
  'operation_waits_in_vain',
  'receipt_not_found',
  'receipt_too_large',
  'receipt_not_accepted',
  // this machine
  'storage_unavailable',
  'storage_full',
  'storage_log_missing',
  'no_secure_storage',
  'vault_locked',
  'passphrase_wrong',
  'passphrase_needed',
  'app_locked',
  'backup_not_found',
  'backup_unusable',
  'save_failed',
  'link_not_allowed',
  'demo_unavailable',
  'demo_not_in_lexware',
  'invalid_input',
  'not_trusted',
  'unexpected',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** One field of a form that is wrong. `field` is a path into the draft, such as `lineItems.0.quantity`. */
export const fieldErrorSchema = v.object({
  field: v.string(),
  code: v.string(),
  /** The server's own words, shown as a quotation where no text of ours fits. */
  text: v.optional(v.string()),
});
export type FieldError = v.InferOutput<typeof fieldErrorSchema>;

/** An error as it crosses from main to the renderer. `requestId` is Lexware's and helps their support. */
export const appErrorSchema = v.object({
  code: v.picklist(errorCodes),
  fields: v.optional(v.array(fieldErrorSchema)),
  requestId: v.optional(v.string()),
  /** What the connection lacks, where Lexware refused a call for want of a permission. */
  permission: v.optional(v.picklist(permissions)),
});
export type AppError = v.InferOutput<typeof appErrorSchema>;

/** Builds an error value. */
export function appError(
  code: ErrorCode,
  extra: { fields?: FieldError[]; requestId?: string; permission?: Permission } = {},
): AppError {
  return { code, ...extra };
}
