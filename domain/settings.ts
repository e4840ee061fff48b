import * as v from 'valibot';
import { savedViewSchema } from './invoice-filter.ts';
import { idSchema } from './primitives.ts';

const shortText = v.pipe(v.string(), v.maxLength(2_000));

/** What the user can set. No secrets here: the client secret goes to the vault. */
export const settingsSchema = v.object({
  locale: v.picklist(['system', 'de', 'en']),
  theme: v.picklist(['system', 'light', 'dark']),
  /** The page's size in percent. */
  zoom: v.pipe(v.number(), v.integer(), v.minValue(50), v.maxValue(300)),
  /** Whether the system may show a notification when something needs the user. */
  notifications: v.boolean(),
  savedViews: v.pipe(v.array(savedViewSchema), v.maxLength(50)),
  /** The companies in the user's order; those that are not named follow by name. Changed by `organisations.arrange`. */
  organisationOrder: v.pipe(v.array(idSchema), v.maxLength(500)),
  /** Endpoints of the connection; empty text means Lexware's own. */
  connection: v.object({
    apiUrl: shortText,
    issuer: shortText,
    authorizeUrl: shortText,
    tokenUrl: shortText,
    revokeUrl: shortText,
    clientId: shortText,
  }),
});
export type Settings = v.InferOutput<typeof settingsSchema>;

/** What of the settings may lie in clear. Saved views name customers, and are sealed. */
export type PlainSettings = Omit<Settings, 'savedViews'>;

/** A change of some settings. `clientSecret` is written to the vault and can never be read back. */
export const settingsPatchSchema = v.strictObject({
  locale: v.optional(settingsSchema.entries.locale),
  theme: v.optional(settingsSchema.entries.theme),
  zoom: v.optional(settingsSchema.entries.zoom),
  notifications: v.optional(settingsSchema.entries.notifications),
  savedViews: v.optional(settingsSchema.entries.savedViews),
  connection: v.optional(v.partial(settingsSchema.entries.connection)),
  clientSecret: v.optional(v.pipe(v.string(), v.maxLength(512))),
});
export type SettingsPatch = v.InferOutput<typeof settingsPatchSchema>;

export const defaultSettings: Settings = {
  locale: 'system',
  theme: 'system',
  zoom: 100,
  notifications: true,
  savedViews: [],
  organisationOrder: [],
  connection: { apiUrl: '', issuer: '', authorizeUrl: '', tokenUrl: '', revokeUrl: '', clientId: '' },
};
