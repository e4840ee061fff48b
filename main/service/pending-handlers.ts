import { appError, type AppError } from '../../domain/errors.ts';
import { fail, type Result } from '../../domain/result.ts';
import type { Handlers } from '../../preload/contract.ts';

const later = (): Promise<Result<never, AppError>> => Promise.resolve(fail(appError('unexpected')));

/** Methods whose parts are being built. */
export const pending = {
  vault: { recheck: later, setPassphrase: later, unlock: later, removePassphrase: later },
  organisations: { openLocked: later, setAside: later },
  backups: { list: later, create: later, restore: later },
} satisfies { [N in keyof Handlers]?: Partial<Handlers[N]> };
