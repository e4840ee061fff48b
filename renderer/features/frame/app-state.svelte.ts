import type { AppError } from '../../../domain/errors.ts';
import type { Organisation, SignInState } from '../../../domain/organisation.ts';
import type { Settings, SettingsPatch } from '../../../domain/settings.ts';
import { kontor, type AnswerOf } from '../../bridge.ts';
import { setLocale } from '../../i18n/locale.svelte.ts';
import { applyTheme } from './theme.ts';
import { listenToTopics, onTopic } from './topics.svelte.ts';

/** What the whole window needs to know; one instance, asked of main at the start and kept true by its events. */
export class AppState {
  /** `null` until main has answered once. */
  info = $state.raw<AnswerOf<'app', 'info'> | null>(null);
  settings = $state.raw<Settings | null>(null);
  organisations = $state.raw<Organisation[]>([]);
  signIn = $state.raw<SignInState>({ step: 'idle' });
  /** Why the last sign-in ended without success; cleared when a new one starts. */
  signInError = $state.raw<AppError | null>(null);
  online = $state(true);
  sync = $state.raw<AnswerOf<'sync', 'status'> | null>(null);
  /** The failure of the last sync that ended; while the next one runs, nothing is known to be better. */
  trouble = $state.raw<{ error: AppError; nextAttemptAt: string | null } | null>(null);
  /** Why the window could not be filled at the start. */
  startError = $state.raw<AppError | null>(null);
  #stopTheme: () => void = () => undefined;

  /** The organisation that all views show. */
  readonly active = $derived(this.organisations.find((organisation) => organisation.active) ?? null);
  readonly isReady = $derived(this.info !== null && this.settings !== null);

  /** Asks for everything and keeps it true. Returns a function that ends it. */
  start(): () => void {
    const ends = [
      listenToTopics(),
      onTopic('settings', () => void this.loadSettings()),
      onTopic('organisations', () => void this.loadOrganisations()),
      onTopic('sync', () => void this.loadSync()),
      kontor.on('signIn', ({ state, error }) => {
        this.signIn = state;
        if (error) this.signInError = error;
      }),
    ];
    void this.load();
    return () => {
      for (const end of ends) end();
      this.#stopTheme();
    };
  }

  /** Asks for everything once. */
  async load(): Promise<void> {
    this.startError = null;
    const organisations = this.loadOrganisations();
    // All at once; but the window is ready only when it knows whose it is.
    await Promise.all([organisations, this.loadSettings(organisations), this.loadSync()]);
  }

  /** @param after what has to be known before */
  async loadSettings(after: Promise<void> = Promise.resolve()): Promise<void> {
    const [info, settings] = await Promise.all([kontor.app.info(), kontor.settings.get(), after]);
    if (info.ok) {
      setLocale(info.value.locale);
      this.#stopTheme();
      this.#stopTheme = applyTheme(settings.ok ? settings.value.theme : info.value.theme);
      this.info = info.value;
    }
    if (settings.ok) this.settings = settings.value;
    if (!info.ok) this.#failStart(info.error);
    else if (!settings.ok) this.#failStart(settings.error);
  }

  /** A locked app is no failure: everything is asked for again once it is open. */
  #failStart(error: AppError): void {
    if (error.code !== 'app_locked') this.startError = error;
  }

  async loadOrganisations(): Promise<void> {
    const [list, status] = await Promise.all([kontor.organisations.list(), kontor.organisations.status()]);
    if (list.ok) this.organisations = list.value;
    else this.#failStart(list.error);
    if (!status.ok) return;
    this.signIn = status.value.signIn;
    this.online = status.value.online;
  }

  async loadSync(): Promise<void> {
    const [sync, status] = await Promise.all([kontor.sync.status(), kontor.organisations.status()]);
    if (sync.ok) this.#take(sync.value);
    if (status.ok) this.online = status.value.online;
  }

  #take(status: AnswerOf<'sync', 'status'>): void {
    this.sync = status;
    if (status.state === 'running') return;
    this.trouble = status.error && { error: status.error, nextAttemptAt: status.nextAttemptAt };
  }

  /** Changes settings; language and theme take effect at once. */
  async changeSettings(patch: SettingsPatch): Promise<AppError | null> {
    const answer = await kontor.settings.set(patch);
    if (!answer.ok) return answer.error;
    await this.loadSettings();
    return null;
  }
}

export const app = new AppState();
