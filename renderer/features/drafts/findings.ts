import type { FieldError } from '../../../domain/errors.ts';
import { fieldErrorText } from '../../i18n/field-errors.ts';
import { m } from '../../i18n/paraglide/messages.js';

/** A finding as it reads away from its field: what belongs to a line names the line. */
export function findingTextWithPlace(finding: FieldError): string {
  const line = /^lineItems\.(\d+)/.exec(finding.field)?.[1];
  const text = fieldErrorText(finding);
  return line === undefined ? text : m.finding_in_line({ number: Number(line) + 1, text });
}

/** Whether a change of `changed` makes a finding about `field` out of date: the same place, or a part or a whole of it. */
export function isTouched(field: string, changed: string): boolean {
  return field === changed || field.startsWith(`${changed}.`) || changed.startsWith(`${field}.`);
}
