import type { Settings } from '../../../domain/settings.ts';

const prefersDark = '(prefers-color-scheme: dark)';

/**
 * Puts the theme on the document as `data-theme`. `system` follows the operating system while it lasts.
 * Returns a function that stops following.
 */
export function applyTheme(theme: Settings['theme']): () => void {
  const query = window.matchMedia(prefersDark);
  const apply = (): void => {
    const resolved = theme === 'system' ? (query.matches ? 'dark' : 'light') : theme;
    document.documentElement.dataset['theme'] = resolved;
  };
  apply();
  query.addEventListener('change', apply);
  return () => query.removeEventListener('change', apply);
}
