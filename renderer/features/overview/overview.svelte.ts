import type { AppError } from '../../../domain/errors.ts';
import type { Overview } from '../../../domain/overview.ts';
import { kontor } from '../../bridge.ts';

/** The numbers of one company; asked for again after every change. */
export class OverviewState {
  value = $state.raw<Overview | null>(null);
  error = $state.raw<AppError | null>(null);
  /** Whose numbers these are: another company's must not be seen even for a moment. */
  #company: string | null = null;
  #asked = 0;

  /** Asks for the numbers of the company that is shown. */
  async load(company: string | null): Promise<void> {
    if (company !== this.#company) this.value = null;
    this.#company = company;
    const question = ++this.#asked;
    const answer = await kontor.overview.get();
    if (question !== this.#asked) return;
    if (answer.ok) this.value = answer.value;
    this.error = answer.ok ? null : answer.error;
  }
}
