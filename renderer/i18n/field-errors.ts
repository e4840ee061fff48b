import type { FieldError } from '../../domain/errors.ts';
import { m } from './paraglide/messages.js';

type Lookup = Partial<Record<string, () => string>>;

/**
 * The words for one wrong field: our own where the code is known (`finding_<code>`), else the server's as a
 * quotation, else a general sentence.
 */
export function fieldErrorText(error: FieldError): string {
  const own = (m as unknown as Lookup)[`finding_${error.code}`];
  if (own) return own();
  return error.text ? m.field_server_says({ text: error.text }) : m.field_not_accepted();
}
