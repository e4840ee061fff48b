import { html, type Page } from './layout.ts';

/** The page for a request that can't be answered at the client, because its client or redirect URI is not proved. */
export function errorPage(error: string, description: string): Page {
  return {
    title: 'Anmeldung nicht möglich',
    body: html`<h1>Anmeldung nicht möglich</h1>
      <p>
        Die Anfrage der Anwendung ist fehlerhaft oder abgelaufen. Bitte beginnen Sie die Anmeldung dort noch einmal.
      </p>
      <p class="muted"><code>${error}</code></p>
      <p class="muted"><code>${description}</code></p>`,
  };
}
