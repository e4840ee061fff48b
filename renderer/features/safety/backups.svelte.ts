import type { AppError } from '../../../domain/errors.ts';
import type { Backup } from '../../../domain/organisation.ts';
import { kontor } from '../../bridge.ts';
import { announce } from '../frame/topics.svelte.ts';

/** The copies of one organisation's data, newest first, and what is done with them. */
export class Backups {
  readonly organisationId: string;
  /** `null` until main has answered once. */
  all = $state.raw<Backup[] | null>(null);
  error = $state.raw<AppError | null>(null);
  /** What main is asked to do right now. */
  busy = $state<'create' | 'restore' | null>(null);

  constructor(organisationId: string) {
    this.organisationId = organisationId;
  }

  async load(): Promise<void> {
    const answer = await kontor.backups.list({ organisationId: this.organisationId });
    this.error = answer.ok ? null : answer.error;
    if (answer.ok) this.all = [...answer.value].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }

  /** Makes a copy now. @returns what went wrong, or `null` */
  async create(): Promise<AppError | null> {
    this.busy = 'create';
    const answer = await kontor.backups.create({ organisationId: this.organisationId });
    await this.load();
    this.busy = null;
    return answer.ok ? null : answer.error;
  }

  /** Puts a copy in the place of the present data. @returns what went wrong, or `null` */
  async restore(id: string): Promise<AppError | null> {
    this.busy = 'restore';
    const answer = await kontor.backups.restore({ organisationId: this.organisationId, id });
    if (answer.ok) announce(['organisations', 'invoices', 'drafts', 'outbox', 'contacts', 'sync']);
    await this.load();
    this.busy = null;
    return answer.ok ? null : answer.error;
  }
}
