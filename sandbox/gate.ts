import type { Server } from 'node:http';
import type { Faults } from './faults.ts';
import { listen, stop } from './listener.ts';

/** Ends and resumes listening as the switch `refuse` says. Changes run one after the other. */
export class Gate {
  readonly #server: Server;
  readonly #port: number;
  #open = true;
  #work: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(server: Server, port: number) {
    this.#server = server;
    this.#port = port;
  }

  update(faults: Faults): void {
    const fault = faults.active('refuse');
    this.#work = this.#work.then(() => (fault ? this.#shut() : this.#reopen())).catch(() => undefined);
    clearTimeout(this.#timer);
    if (fault?.ms !== undefined) {
      this.#timer = setTimeout(() => {
        faults.clear(fault.id);
      }, fault.ms);
    }
  }

  async #shut(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await stop(this.#server);
  }

  async #reopen(): Promise<void> {
    if (this.#open) return;
    await listen(this.#server, this.#port);
    this.#open = true;
  }

  /** Resolves when the last change is done. */
  async settled(): Promise<void> {
    await this.#work;
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#work;
    if (this.#open) await stop(this.#server);
  }
}
