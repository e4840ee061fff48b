import type { AuditFacts } from '../../../domain/audit.ts';
import { assertNever } from '../../../domain/result.ts';
import { m } from '../../i18n/paraglide/messages.js';

/** What an entry tells, in a word for the state and a line for the rest. */
export interface AuditWords {
  what: string;
  about: string;
}

/** An entry of the audit log in plain words. */
export function auditWords(facts: AuditFacts): AuditWords {
  switch (facts.event) {
    case 'signedIn':
      return { what: m.safety_audit_signed_in(), about: m[`safety_audit_method_${facts.method}` as const]() };
    case 'signedOut':
      return { what: m.safety_audit_signed_out(), about: '' };
    case 'operation':
      return {
        what: m[`outbox_state_${facts.to}` as const](),
        about: `${m[`outbox_kind_${facts.kind}` as const]()} · ${facts.title}`,
      };
    case 'restored':
      return { what: m.safety_audit_restored(), about: facts.copy };
    case 'exported':
      return { what: m.safety_audit_exported(), about: '' };
    default:
      return assertNever(facts);
  }
}
