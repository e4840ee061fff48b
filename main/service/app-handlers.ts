import { todayInBerlin } from '../../domain/dates.ts';
import { fail, ok } from '../../domain/result.ts';
import type { Settings, SettingsPatch } from '../../domain/settings.ts';
import type { Handlers } from '../../preload/contract.ts';
import type { Vault } from '../auth/vault.ts';
import type { ConnectionConfig } from './connection-config.ts';
import { resolveLocale } from './locale.ts';
import type { Ports } from './ports.ts';

export interface AppHandlerParts {
  ports: Ports;
  vault: Vault;
  config: () => ConnectionConfig;
}

/** `app.*` and `settings.*`. */
export function appHandlers(parts: AppHandlerParts): Pick<Handlers, 'app' | 'settings'> {
  const { ports, vault } = parts;
  return {
    app: {
      info: () =>
        Promise.resolve(
          ok({
            version: ports.versions.app,
            electron: ports.versions.electron,
            platform: platformOf(ports.platform),
            packaged: ports.packaged,
            locale: resolveLocale(ports),
            vault: vault.status(),
            oauthConfigured: parts.config().oauth !== null,
            hasClientSecret: vault.hasClientSecret(),
            today: todayInBerlin(ports.clock.wallMs()),
          }),
        ),
    },
    settings: {
      get: () => Promise.resolve(ok(ports.settings.read())),
      set: async (patch) => {
        if (patch.clientSecret !== undefined) {
          const kept = await vault.writeClientSecret(patch.clientSecret);
          if (!kept.ok) return fail(kept.error.error);
        }
        const settings = applyPatch(ports.settings.read(), patch);
        ports.settings.write(settings);
        ports.emit('changed', { topics: ['settings'] });
        return ok(settings);
      },
    },
  };
}

function applyPatch(settings: Settings, patch: SettingsPatch): Settings {
  const connection = Object.entries(patch.connection ?? {}).filter(([, value]) => value !== undefined);
  return {
    locale: patch.locale ?? settings.locale,
    theme: patch.theme ?? settings.theme,
    zoom: patch.zoom ?? settings.zoom,
    notifications: patch.notifications ?? settings.notifications,
    savedViews: patch.savedViews ?? settings.savedViews,
    connection: { ...settings.connection, ...Object.fromEntries(connection) },
  };
}

function platformOf(platform: NodeJS.Platform): 'darwin' | 'linux' | 'win32' | 'other' {
  return platform === 'darwin' || platform === 'linux' || platform === 'win32' ? platform : 'other';
}
