import ElectronStore from 'electron-store';
import type { PlainSettings } from '../../domain/settings.ts';
import { readableSettings } from '../service/readable-settings.ts';

/** Reads and writes the settings file; nothing in it is secret. */
export interface SettingsStore {
  read(): PlainSettings;
  write(settings: PlainSettings): void;
}

/**
 * Opens `settings.json` in the profile folder. A damaged file, or one from a newer version that this one does not
 * understand, gives the defaults for what cannot be read; it is only overwritten when the user changes a setting.
 */
export function openSettingsStore(): SettingsStore {
  const file = new ElectronStore<{ settings: unknown }>({
    name: 'settings',
    clearInvalidConfig: true,
    configFileMode: 0o600,
  });
  return {
    read: () => readableSettings(file.get('settings')),
    write: (settings) => file.set('settings', settings),
  };
}
