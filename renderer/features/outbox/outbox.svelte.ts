import type { AppError } from '../../../domain/errors.ts';
import type { Decision, Operation } from '../../../domain/operation.ts';
import type { Result } from '../../../domain/result.ts';
import { kontor } from '../../bridge.ts';
import { announce } from '../frame/topics.svelte.ts';
import { groupOperations } from './standing.ts';

/** The list of operations and what is done with the one that is looked at. */
export class Outbox {
  /** `null` until main has answered once. */
  operations = $state.raw<Operation[] | null>(null);
  /** Why the list could not be read. */
  error = $state.raw<AppError | null>(null);
  selectedId = $state<string | null>(null);
  /** The operation that main is asked about right now. */
  busyId = $state<string | null>(null);
  /** What the user is asked about the selected operation. */
  asking = $state<'takeBack' | 'correct' | null>(null);

  readonly all = $derived(this.operations ?? []);
  readonly groups = $derived(groupOperations(this.all));
  /** In the order in which they are shown. */
  readonly shown = $derived(this.groups.flatMap((one) => one.operations));
  readonly selected = $derived(this.all.find((operation) => operation.id === this.selectedId) ?? null);

  /** Reads the list; the first time it selects its first entry: what needs the user stands on top. */
  async load(): Promise<void> {
    const answer = await kontor.outbox.list();
    if (!answer.ok) {
      this.error = answer.error;
      return;
    }
    this.error = null;
    this.operations = answer.value;
    if (!this.selected) this.selectedId = this.shown[0]?.id ?? null;
  }

  /** Selects the entry `step` places further, without leaving the list. */
  move(step: number): void {
    const index = this.shown.findIndex((operation) => operation.id === this.selectedId);
    this.selectedId = this.shown[Math.max(0, Math.min(this.shown.length - 1, index + step))]?.id ?? null;
  }

  /** Opens the dialog that a step needs, or closes it. */
  ask(what: Outbox['asking']): void {
    this.asking = what;
  }

  /** What waits for this one: as long as there is anything, main lets nobody take it back. */
  waitingFor(id: string): Operation[] {
    return this.all.filter((operation) => operation.waitsFor === id && operation.state === 'queued');
  }

  /** Tries an operation again now. Answers the error where main refuses. */
  retry(id: string): Promise<AppError | null> {
    return this.#change(id, () => kontor.outbox.retry({ id }));
  }

  /** Takes back what waits and has not been sent. Answers the error where main refuses. */
  takeBack(id: string): Promise<AppError | null> {
    return this.#change(id, () => kontor.outbox.takeBack({ id }));
  }

  /** Hands main the user's word on an operation whose outcome could not be proved. */
  decide(id: string, decision: Decision): Promise<AppError | null> {
    return this.#change(id, () => kontor.outbox.decide({ id, decision }));
  }

  async #change(id: string, change: () => Promise<Result<Operation, AppError>>): Promise<AppError | null> {
    this.busyId = id;
    const answer = await change();
    this.busyId = null;
    announce(['outbox']);
    return answer.ok ? null : answer.error;
  }
}
