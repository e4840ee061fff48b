import * as v from 'valibot';
import { vaultStatusSchema } from './organisation.ts';
import { settingsSchema } from './settings.ts';

/** What the page has to know of the app and the machine. */
export const appInfoSchema = v.object({
  version: v.string(),
  electron: v.string(),
  platform: v.picklist(['darwin', 'linux', 'win32', 'other']),
  packaged: v.boolean(),
  /** The language in use: the setting, or the system's where the setting says so. */
  locale: v.picklist(['de', 'en']),
  /** The setting; a locked page knows no other. */
  theme: settingsSchema.entries.theme,
  vault: vaultStatusSchema,
  /** False where no OAuth client id is known; then only the API key works. */
  oauthConfigured: v.boolean(),
  hasClientSecret: v.boolean(),
  today: v.pipe(v.string(), v.isoDate()),
});
