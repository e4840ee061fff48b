import { permissions, type Permission } from '../../domain/permission.ts';
import { guardValue } from '../store/storage-error.ts';
import type { Store } from '../store/store.ts';

/** What the connection of a company turned out not to be allowed. */
export interface MissingPermissions {
  /** In the order of `permissions`. */
  list(): Permission[];
  /** Lexware has just carried out a call that needs this permission, or has refused it for want of it. */
  note: (permission: Permission, isGranted: boolean) => void;
}

/**
 * Remembers which permissions are missing, also beyond a restart: some calls are made rarely. What works later is missing
 * no more; a new key is asked anew.
 * @param onChanged told when another one is missing, or one no more
 */
export function watchPermissions(store: Store, onChanged: () => void): MissingPermissions {
  const stored = store.meta.read('missingPermissions');
  const missing = new Set(permissions.filter((one) => Array.isArray(stored) && stored.includes(one)));
  const list = (): Permission[] => permissions.filter((one) => missing.has(one));
  return {
    list,
    note: (permission, isGranted) => {
      if (missing.has(permission) !== isGranted) return;
      if (isGranted) missing.delete(permission);
      else missing.add(permission);
      // A full disk only means that it is learned once more.
      guardValue(() => store.meta.write('missingPermissions', list()));
      onChanged();
    },
  };
}

/** Nothing is known of a new credential. Throws what the store throws. */
export function forgetMissingPermissions(store: Store): void {
  store.meta.write('missingPermissions', []);
}
