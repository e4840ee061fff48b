import * as v from 'valibot';
import { defaultSettings, settingsSchema, type Settings } from '../../domain/settings.ts';

/** Keeps each setting that is valid and takes the default for each that is not. */
export function readableSettings(stored: unknown): Settings {
  const whole = v.safeParse(settingsSchema, stored);
  if (whole.success) return whole.output;
  const parts = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
  const { locale, theme, zoom, notifications, savedViews, organisationOrder, connection } = settingsSchema.entries;
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
    organisationOrder: readable(organisationOrder, parts['organisationOrder'], defaultSettings.organisationOrder),
    connection: readable(connection, parts['connection'], defaultSettings.connection),
  };
}
