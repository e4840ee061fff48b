/**
 * The page's content security policy. Everything comes from the app's own scheme; `require-trusted-types-for` makes
 * markup from strings impossible outside the two named policies: Svelte's own for its compiled templates, and
 * `kontor-worker` for the address of the PDF worker.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html kontor-worker',
].join('; ');
