import type { AppError, ErrorCode } from '../../../domain/errors.ts';
import type { Organisation } from '../../../domain/organisation.ts';
import { kontor } from '../../bridge.ts';
import { app } from '../frame/app-state.svelte.ts';

/** Errors whose way on is the connection form. */
const connectionErrors: readonly ErrorCode[] = [
  'sign_in_not_configured',
  'sign_in_exchange_failed',
  'sign_in_issuer_mismatch',
  'sign_in_provider_unreachable',
];

/** True where wrong connection settings may be the cause. */
export function isConnectionError(error: AppError): boolean {
  return connectionErrors.includes(error.code);
}

/** The conversation of the sign-in screen with main. */
export class SignInFlow {
  keyError = $state.raw<AppError | null>(null);
  isKeyBusy = $state(false);
  demoError = $state.raw<AppError | null>(null);
  isDemoBusy = $state(false);
  readonly #done: (organisation: Organisation) => void;
  #attempt = 0;

  /** @param done called once an organisation is signed in. */
  constructor(done: (organisation: Organisation) => void) {
    this.#done = done;
  }

  /** Opens the browser and waits for its answer. */
  async withBrowser(): Promise<void> {
    const attempt = (this.#attempt += 1);
    app.signInError = null;
    const answer = await kontor.organisations.signIn({ method: 'oauth' });
    // An attempt that was replaced by a newer one has nothing more to say.
    if (attempt !== this.#attempt) return;
    if (answer.ok) await this.#finish(answer.value);
    else app.signInError = answer.error;
  }

  /** Ends the attempt. The screen then says that nothing was changed. */
  async cancel(): Promise<void> {
    const answer = await kontor.organisations.cancelSignIn();
    if (!answer.ok) app.signInError = answer.error;
    await app.loadOrganisations();
  }

  /** Starts over with a new attempt, for a browser window that was closed or lost. */
  async openAgain(): Promise<void> {
    this.#attempt += 1;
    await kontor.organisations.cancelSignIn();
    await this.withBrowser();
  }

  /** Signs in with an API key; white space around it is left out, as it comes along when copying. */
  async withKey(key: string): Promise<boolean> {
    this.keyError = null;
    this.isKeyBusy = true;
    const answer = await kontor.organisations.signIn({ method: 'apiKey', key: key.trim() });
    this.isKeyBusy = false;
    if (answer.ok) await this.#finish(answer.value);
    else this.keyError = answer.error;
    return answer.ok;
  }

  /** Opens the demo company, which needs nobody's consent. */
  async withDemo(): Promise<void> {
    this.demoError = null;
    this.isDemoBusy = true;
    const answer = await kontor.organisations.signIn({ method: 'demo' });
    this.isDemoBusy = false;
    if (answer.ok) await this.#finish(answer.value);
    else this.demoError = answer.error;
  }

  async #finish(organisation: Organisation): Promise<void> {
    app.signInError = null;
    await app.loadOrganisations();
    this.#done(organisation);
  }
}
