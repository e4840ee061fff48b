import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { style } from './style.ts';

/** Text that is already safe HTML. */
export interface Html {
  html: string;
}

/** Builds HTML; everything filled in is escaped unless it is `Html` itself. */
export function html(strings: TemplateStringsArray, ...values: (string | Html | Html[])[]): Html {
  const filled = values.map((value) => {
    if (typeof value === 'string') return escapeHtml(value);
    return Array.isArray(value) ? value.map((part) => part.html).join('') : value.html;
  });
  return { html: strings.reduce((text, part, index) => text + (filled[index - 1] ?? '') + part) };
}

/** Nothing at all, for a part of a page that is not always there. */
export const empty: Html = { html: '' };

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char);
}

const styleHash = createHash('sha256').update(style).digest('base64');

// Outside the template, because the policy's hash covers every blank between the tags.
const styleElement: Html = { html: `<style>${style}</style>` };

/** A page of the identity provider. */
export interface Page {
  title: string;
  body: Html;
}

/**
 * Sends a page that loads nothing, runs no script and can't be framed. Browsers apply `form-action` to the redirects
 * after a form too, so `formTargets` must name where the client's redirect URIs lead.
 */
export function sendPage(
  response: ServerResponse,
  status: number,
  page: Page,
  formTargets: readonly string[],
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { ...pageHeaders(formTargets), ...headers });
  response.end(renderPage(page));
}

/** The headers of every page. */
export function pageHeaders(formTargets: readonly string[]): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
}

/** The whole document as text. */
export function renderPage(page: Page): string {
  return html`<!doctype html>
    <html lang="de">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title} – Kontor-Sandbox</title>
        ${styleElement}
      </head>
      <body>
        <main>
          <p class="brand"><span class="mark" aria-hidden="true">S</span>Kontor-Sandbox</p>
          ${page.body}
        </main>
        <footer>Lokale Testumgebung auf diesem Rechner. Dies ist nicht Lexware Office.</footer>
      </body>
    </html>`.html;
}
