import type { LockState } from '../../domain/app-lock.ts';
import type { Organisation } from '../../domain/organisation.ts';
import type { Answer, Command, EventName, EventPayload, Handlers } from '../../preload/contract.ts';
import { resolveLocale } from '../service/locale.ts';
import type { Log } from '../service/log.ts';
import type { Ports } from '../service/ports.ts';
import { setApplicationMenu } from './menu.ts';
import { isSameMenu } from './organisation-menu.ts';

export interface PageMenuParts {
  handlers: Pick<Handlers, 'organisations'>;
  log: Log;
  machine: Pick<Ports, 'packaged' | 'env' | 'settings' | 'systemLocale'>;
  devTools: boolean;
  onCommand: (command: Command) => void;
  /** An organisation was chosen; the page goes there, or says why it cannot. */
  onOrganisation: (id: string) => void;
}

/** The application menu, kept true. */
export interface PageMenu {
  /** The language changed. */
  draw(): void;
  /** Takes note of what the page is told: the organisations may have changed, or the app was locked. */
  hear<E extends EventName>(event: E, payload: EventPayload<E>): void;
}

function isRefused(answer: Answer<unknown>): boolean {
  return !answer.ok && answer.error.code === 'app_locked';
}

const shutStates: readonly LockState[] = ['locking', 'locked'];

/** Draws the menu now, and again with the organisations as soon as they are known. */
export function keepMenu({ handlers, log, machine, ...options }: PageMenuParts): PageMenu {
  let organisations: readonly Organisation[] = [];
  let isLocked = false;
  const draw = (): void =>
    setApplicationMenu({
      ...options,
      locale: resolveLocale(machine),
      organisations,
      isLocked,
      onOrganisation: (id) => {
        options.onOrganisation(id);
        // The system has marked what was clicked on. Whether that is shown now, main tells when it is so.
        draw();
      },
    });
  const take = (listed: readonly Organisation[]): void => {
    organisations = listed;
    draw();
  };
  const show = (locked: boolean): void => {
    if (locked === isLocked) return;
    isLocked = locked;
    take([]);
    if (!isLocked) follow();
  };
  const list = async (): Promise<void> => {
    const answer = await handlers.organisations.list();
    if (isLocked || isRefused(answer)) return show(isRefused(answer));
    if (answer.ok && !isSameMenu(answer.value, organisations)) take(answer.value);
  };
  const follow = (): void => void list().catch((error: unknown) => log.error('menu.failed', error));
  draw();
  follow();
  return {
    draw,
    hear: (event, payload) => {
      if (event === 'lock') show(shutStates.includes((payload as EventPayload<'lock'>).state));
      if (event === 'changed' && (payload as EventPayload<'changed'>).topics.includes('organisations')) follow();
    },
  };
}
