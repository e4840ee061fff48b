import type { Organisation } from '../../../domain/organisation.ts';
import { kontor } from '../../bridge.ts';
import { errorText } from '../../i18n/errors.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { notify } from '../../ui/notify.ts';
import { app } from '../frame/app-state.svelte.ts';
import { nameOf } from '../frame/organisation-words.ts';

/** The companies while the user moves them: what is shown at once is stored when a move ends. */
export class CompanyOrder {
  /** The ids in the order of a move that is not stored yet; `null`: as stored. */
  #moved = $state.raw<readonly string[] | null>(null);
  /** What a screen reader is told after a move. */
  said = $state('');

  readonly shown = $derived.by((): Organisation[] => {
    const order = this.#moved;
    if (order === null) return app.organisations;
    return [...app.organisations].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  });

  /** Moves one to a place, from 0, without storing it; beyond the ends it stays at the end. */
  place(id: string, to: number): void {
    const ids = this.shown.map((one) => one.id);
    const from = ids.indexOf(id);
    const target = Math.min(Math.max(to, 0), ids.length - 1);
    if (from < 0 || from === target) return;
    ids.splice(from, 1);
    ids.splice(target, 0, id);
    this.#moved = ids;
  }

  /** Moves one by some places, and stores that. */
  async moveBy(id: string, steps: number): Promise<void> {
    this.place(id, this.shown.findIndex((one) => one.id === id) + steps);
    await this.store(id);
  }

  /** Stores the order of a move that has ended, and says where the moved one is now. */
  async store(id: string): Promise<void> {
    if (this.#moved === null) return;
    const asked = this.#moved;
    const answer = await kontor.organisations.arrange({ ids: [...asked] });
    if (answer.ok) {
      app.organisations = answer.value;
      this.#say(id);
    } else notify({ tone: 'bad', ...errorText(answer.error) });
    // A later move is on its way to be stored, and stays in sight until then.
    if (this.#moved === asked) this.#moved = null;
  }

  /** Gives up a move that has not been stored. */
  giveUp(): void {
    this.#moved = null;
  }

  #say(id: string): void {
    const place = this.shown.findIndex((one) => one.id === id);
    const organisation = this.shown[place];
    if (!organisation) return;
    const count = this.shown.length;
    this.said = m.organisations_moved({ name: nameOf(organisation), position: place + 1, count });
  }
}
