import type { ContactRow } from '../../../domain/contact.ts';
import type { AppError } from '../../../domain/errors.ts';
import { kontor } from '../../bridge.ts';

export const roles = ['all', 'customer', 'vendor'] as const;
export type Role = (typeof roles)[number];

const pageSize = 200;
const mostRows = 500;

/** The contact list as the screen shows it. */
export class ContactListState {
  search = $state('');
  role = $state<Role>('all');
  rows = $state.raw<ContactRow[]>([]);
  count = $state(0);
  error = $state.raw<AppError | null>(null);
  loaded = $state(false);
  #nextCursor: string | null = null;
  #asked = 0;
  #loadingMore = false;
  #company: string | null = null;

  get isFiltered(): boolean {
    return this.search !== '' || this.role !== 'all';
  }

  /** Asks again, keeping as many rows as were loaded. Another company's rows are forgotten at once. */
  async reload(company: string | null): Promise<void> {
    if (company !== this.#company) {
      this.rows = [];
      this.count = 0;
      this.loaded = false;
    }
    this.#company = company;
    await this.#ask(Math.min(mostRows, Math.max(pageSize, this.rows.length)));
  }

  async setSearch(search: string): Promise<void> {
    this.search = search;
    await this.#ask(pageSize);
  }

  async setRole(role: Role): Promise<void> {
    this.role = role;
    await this.#ask(pageSize);
  }

  async clear(): Promise<void> {
    this.role = 'all';
    await this.setSearch('');
  }

  /** Loads the next page, unless there is none or it is on its way. */
  async loadMore(): Promise<void> {
    if (this.#nextCursor === null || this.#loadingMore) return;
    this.#loadingMore = true;
    const question = this.#asked;
    const answer = await kontor.contacts.list({ ...this.#query(), cursor: this.#nextCursor, limit: pageSize });
    this.#loadingMore = false;
    if (question !== this.#asked) return;
    this.error = answer.ok ? null : answer.error;
    if (!answer.ok) return;
    this.rows = [...this.rows, ...answer.value.rows];
    this.#nextCursor = answer.value.nextCursor;
  }

  #query(): { search: string; role: Role } {
    return { search: this.search, role: this.role };
  }

  async #ask(limit: number): Promise<void> {
    const question = ++this.#asked;
    const answer = await kontor.contacts.list({ ...this.#query(), limit });
    if (question !== this.#asked) return;
    this.loaded = true;
    this.error = answer.ok ? null : answer.error;
    if (!answer.ok) return;
    this.rows = answer.value.rows;
    this.count = answer.value.count;
    this.#nextCursor = answer.value.nextCursor;
  }
}
