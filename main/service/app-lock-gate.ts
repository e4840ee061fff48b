import { appError } from '../../domain/errors.ts';
import { fail } from '../../domain/result.ts';
import { answeredWhileLocked, answeredWhileLocking } from '../../preload/contract-lock.ts';
import type { Answer, Handlers } from '../../preload/contract.ts';
import type { AppLock } from './app-lock.ts';
import type { Ports } from './ports.ts';

type Call = (...args: never[]) => Promise<Answer<unknown>>;
type Guarding = Pick<AppLock, 'state' | 'isShut'>;

/**
 * The same handlers, of which a locked app answers only the few that its lock screen needs: every other one is not even
 * begun (`app_locked`). What was begun before ends, and its answer is kept back.
 */
export function gateHandlers(handlers: Handlers, lock: Guarding): Handlers {
  const namespaces = Object.entries(handlers).map(([namespace, methods]) => {
    const gated = Object.entries<Call>(methods).map(([name, call]): [string, Call] => [
      name,
      gateCall(`${namespace}.${name}`, call, lock),
    ]);
    return [namespace, Object.fromEntries(gated)];
  });
  return Object.fromEntries(namespaces) as Handlers;
}

function gateCall(method: string, call: Call, lock: Guarding): Call {
  if (answeredWhileLocked.includes(method)) return call;
  const isRefused = (): boolean => lock.isShut && !(lock.state === 'locking' && answeredWhileLocking.includes(method));
  return async (...args) => {
    if (isRefused()) return fail(appError('app_locked'));
    const answer = await call(...args);
    return isRefused() ? fail(appError('app_locked')) : answer;
  };
}

/**
 * The same machine, on which nothing of a locked app reaches the eye: no event comes to the page, and a dialog of the
 * system that was open when it locked answers as if it had been cancelled.
 */
export function gatePorts(ports: Ports, lock: Guarding): Ports {
  const unlessShut = async <T>(asked: Promise<T>, cancelled: T): Promise<T> => {
    const answer = await asked;
    return lock.isShut ? cancelled : answer;
  };
  const { saveDialog, openDialog } = ports;
  return {
    ...ports,
    emit: (event, payload) => {
      if (!lock.isShut) ports.emit(event, payload);
    },
    saveDialog: {
      chooseFile: (suggestedName) => unlessShut(saveDialog.chooseFile(suggestedName), null),
      chooseFolder: () => unlessShut(saveDialog.chooseFolder(), null),
    },
    openDialog: {
      chooseFiles: () => unlessShut(openDialog.chooseFiles(), []),
      chooseFolder: () => unlessShut(openDialog.chooseFolder(), []),
    },
  };
}
