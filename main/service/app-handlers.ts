import { todayInBerlin } from '../../domain/dates.ts';
import type { AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { PlainSettings, Settings, SettingsPatch } from '../../domain/settings.ts';
import type { Handlers } from '../../preload/contract.ts';
import { writeDiagnostics, type DiagnosticsParts } from './diagnostics.ts';
import { resolveLocale } from './locale.ts';
import { savedViewsIn } from './saved-views.ts';
import { replaceFile } from './write-file.ts';

export type AppHandlerParts = DiagnosticsParts;

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
            theme: ports.settings.read().theme,
            vault: vault.status(),
            oauthConfigured: parts.config().oauth !== null,
            hasClientSecret: vault.hasClientSecret(),
            today: todayInBerlin(ports.clock.wallMs()),
          }),
        ),
      saveDiagnostics: async () => {
        const target = await ports.saveDialog.chooseFile(diagnosticsName(ports.clock.wallMs()));
        if (target === null) return ok('cancelled');
        const written = await replaceFile(target, Buffer.from(writeDiagnostics(parts), 'utf8'));
        return written.ok ? ok('saved') : written;
      },
    },
    settings: {
      get: async () => ok({ ...ports.settings.read(), savedViews: await savedViewsIn(vault).read() }),
      set: (patch) => changeSettings(parts, patch),
    },
  };
}

async function changeSettings(
  { ports, vault }: AppHandlerParts,
  patch: SettingsPatch,
): Promise<Result<Settings, AppError>> {
  if (patch.clientSecret !== undefined) {
    const kept = await vault.writeClientSecret(patch.clientSecret);
    if (!kept.ok) return fail(kept.error.error);
  }
  const views = savedViewsIn(vault);
  if (patch.savedViews !== undefined) {
    const kept = await views.write(patch.savedViews);
    if (!kept.ok) return kept;
  }
  const settings = applyPatch(ports.settings.read(), patch);
  ports.settings.write(settings);
  ports.emit('changed', { topics: ['settings'] });
  return ok({ ...settings, savedViews: await views.read() });
}

function applyPatch(settings: PlainSettings, patch: SettingsPatch): PlainSettings {
  const connection = Object.entries(patch.connection ?? {}).filter(([, value]) => value !== undefined);
  return {
    locale: patch.locale ?? settings.locale,
    theme: patch.theme ?? settings.theme,
    zoom: patch.zoom ?? settings.zoom,
    notifications: patch.notifications ?? settings.notifications,
    organisationOrder: settings.organisationOrder,
    connection: { ...settings.connection, ...Object.fromEntries(connection) },
  };
}

function platformOf(platform: NodeJS.Platform): 'darwin' | 'linux' | 'win32' | 'other' {
  return platform === 'darwin' || platform === 'linux' || platform === 'win32' ? platform : 'other';
}

/** `Kontor-Diagnose-2026-11-24.txt`: the same name in every language, so that it is found again. */
function diagnosticsName(nowMs: number): string {
  return `Kontor-Diagnose-${todayInBerlin(nowMs)}.txt`;
}
