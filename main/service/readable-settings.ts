import * as v from 'valibot';
import { defaultSettings, settingsSchema, type PlainSettings } from '../../domain/settings.ts';

const plainSettingsSchema = v.omit(settingsSchema, ['savedViews']);

/** Keeps each setting that is valid and takes the default for each that is not. */
export function readableSettings(stored: unknown): PlainSettings {
  const whole = v.safeParse(plainSettingsSchema, stored);
  if (whole.success) return whole.output;
  const parts = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
  const { locale, theme, zoom, notifications, organisationOrder, connection } = plainSettingsSchema.entries;
  const readable = <T>(schema: v.GenericSchema<unknown, T>, value: unknown, fallback: T): T => {
    const parsed = v.safeParse(schema, value);
    return parsed.success ? parsed.output : fallback;
  };
  return {
    locale: readable(locale, parts['locale'], defaultSettings.locale),
    theme: readable(theme, parts['theme'], defaultSettings.theme),
    zoom: readable(zoom, parts['zoom'], defaultSettings.zoom),
    notifications: readable(notifications, parts['notifications'], defaultSettings.notifications),
    organisationOrder: readable(organisationOrder, parts['organisationOrder'], defaultSettings.organisationOrder),
    connection: readable(connection, parts['connection'], defaultSettings.connection),
  };
}
