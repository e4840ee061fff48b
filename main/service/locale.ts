import type { Ports } from './ports.ts';

/**
 * The language in use: the environment's (unpackaged only), the user's setting, or the system's. English speakers get
 * English, everybody else German: Lexware's customers keep German books.
 */
export function resolveLocale(ports: Pick<Ports, 'packaged' | 'env' | 'settings' | 'systemLocale'>): 'de' | 'en' {
  const fromEnv = ports.packaged ? undefined : ports.env['KONTOR_LOCALE'];
  const setting = ports.settings.read().locale;
  const wanted = setting === 'system' ? (fromEnv ?? ports.systemLocale()) : setting;
  return wanted.toLowerCase().startsWith('en') ? 'en' : 'de';
}
