import ElectronStore from 'electron-store';
import * as v from 'valibot';
import { defaultSettings, settingsSchema, type Settings } from '../../domain/settings.ts';

/** Reads and writes the settings file; nothing in it is secret. */
export interface SettingsStore {
  read(): Settings;
  write(settings: Settings): void;
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

/** Keeps each setting that is valid and takes the default for each that is not. */
export function readableSettings(stored: unknown): Settings {
  const whole = v.safeParse(settingsSchema, stored);
  if (whole.success) return whole.output;
  const parts = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
  const { locale, theme, zoom, notifications, savedViews, connection } = settingsSchema.entries;
  const readable = <T>(schema: v.GenericSchema<unknown, T>, value: unknown, fallback: T): T => {
    const parsed = v.safeParse(schema, value);
    return parsed.success ? parsed.output : fallback;
  };
  return {
    locale: readable(locale, parts['locale'], defaultSettings.locale),
    theme: readable(theme, parts['theme'], defaultSettings.theme),
    zoom: readable(zoom, parts['zoom'], defaultSettings.zoom),
    notifications: readable(notifications, parts['notifications'], defaultSettings.notifications),
    savedViews: readable(savedViews, parts['savedViews'], defaultSettings.savedViews),
    connection: readable(connection, parts['connection'], defaultSettings.connection),
  };
}
