import { groupOf, standingOf, waitingForUser } from '../../../domain/operation-standing.ts';
import { kontor } from '../../bridge.ts';
import { onceMore } from './once-more.ts';
import { onTopic } from './topics.svelte.ts';

/** The numbers behind the entries of the rail; `null` until known. */
export class Counts {
  invoices = $state<number | null>(null);
  drafts = $state<number | null>(null);
  /** Receipts that are not yet on their way. */
  receipts = $state<number | null>(null);
  contacts = $state<number | null>(null);
  /** What is not yet done. */
  outbox = $state<number | null>(null);
  /** Of these, what goes no further without the user. */
  waiting = $state(0);

  /** Counts now and after every change. Returns a function that ends it. */
  start(): () => void {
    const countReceipts = onceMore(() => this.countReceipts());
    const ends = [
      onTopic('invoices', () => void this.countInvoices()),
      onTopic('drafts', () => void this.countDrafts()),
      onTopic('receipts', () => void countReceipts()),
      onTopic('contacts', () => void this.countContacts()),
      onTopic('outbox', () => void this.countOutbox()),
      onTopic('organisations', () => void this.countAll()),
    ];
    void this.countAll();
    return () => ends.forEach((end) => end());
  }

  async countAll(): Promise<void> {
    await Promise.all([
      this.countInvoices(),
      this.countDrafts(),
      this.countReceipts(),
      this.countContacts(),
      this.countOutbox(),
    ]);
  }

  async countInvoices(): Promise<void> {
    const answer = await kontor.invoices.list({ limit: 1 });
    this.invoices = answer.ok ? answer.value.totals.count : null;
  }

  async countDrafts(): Promise<void> {
    const answer = await kontor.drafts.list();
    const open = answer.ok && answer.value.filter((draft) => draft.state === 'editing' && draft.trashedAt === null);
    this.drafts = open ? open.length : null;
  }

  async countReceipts(): Promise<void> {
    const answer = await kontor.receipts.list({ limit: 1 });
    this.receipts = answer.ok ? (answer.value.counts.open ?? null) : null;
  }

  async countContacts(): Promise<void> {
    const answer = await kontor.contacts.list({ limit: 1 });
    this.contacts = answer.ok ? answer.value.count : null;
  }

  async countOutbox(): Promise<void> {
    const answer = await kontor.outbox.list();
    const all = answer.ok ? answer.value : [];
    this.outbox = answer.ok ? all.filter((one) => groupOf(standingOf(one, all)) !== 'done').length : null;
    this.waiting = waitingForUser(all).length;
  }
}

export const counts = new Counts();
