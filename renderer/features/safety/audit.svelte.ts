import type { AuditEntry, AuditVerdict } from '../../../domain/audit.ts';
import type { AppError } from '../../../domain/errors.ts';
import { kontor } from '../../bridge.ts';

/** Entries asked for at once. */
const page = 50;

/** The audit log of the organisation that is shown, newest first, as far as it was asked for. */
export class Audit {
  entries = $state.raw<AuditEntry[]>([]);
  error = $state.raw<AppError | null>(null);
  /** What the last verification found. */
  verdict = $state.raw<AuditVerdict | null>(null);
  isVerifying = $state(false);
  isLoaded = $state(false);

  /** The first entry of an organisation's log has the number 1. */
  readonly hasMore = $derived((this.entries.at(-1)?.sequence ?? 1) > 1);

  /** Asks for the newest entries. */
  async load(): Promise<void> {
    const answer = await kontor.audit.list({ limit: page });
    this.error = answer.ok ? null : answer.error;
    if (answer.ok) this.entries = answer.value;
    this.isLoaded = true;
  }

  /** Asks for the entries before the oldest that is shown. */
  async loadMore(): Promise<void> {
    const before = this.entries.at(-1)?.sequence;
    if (before === undefined) return;
    const answer = await kontor.audit.list({ before, limit: page });
    if (answer.ok) this.entries = [...this.entries, ...answer.value];
    else this.error = answer.error;
  }

  /** Has the whole chain computed anew. */
  async verify(): Promise<void> {
    this.isVerifying = true;
    const answer = await kontor.audit.verify();
    this.isVerifying = false;
    this.error = answer.ok ? null : answer.error;
    this.verdict = answer.ok ? answer.value : null;
  }
}
