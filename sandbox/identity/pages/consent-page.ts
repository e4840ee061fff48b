import { describeScopes } from '../scopes.ts';
import type { SandboxUser } from '../options.ts';
import { empty, html, type Page } from './layout.ts';

/** What the consent page shows. */
export interface ConsentPageState {
  user: SandboxUser;
  scopes: readonly string[];
  /** The label that the application asks for (Lexware's `connection_name`), or empty. */
  connectionName: string;
}

/** The page that asks whether the application may act for the company. The form posts to its own address. */
export function consentPage(state: ConsentPageState): Page {
  const lines = describeScopes(state.scopes).map((line) => html`<li>${line}</li>`);
  const label = state.connectionName
    ? html`<p class="muted">Die Verbindung erscheint unter dem Namen „${state.connectionName}“.</p>`
    : empty;
  return {
    title: 'Zugriff erlauben',
    body: html`<h1>Darf Kontor auf ${state.user.companyName} zugreifen?</h1>
      <p class="muted">Sie sind angemeldet als ${state.user.name}. Kontor möchte in Ihrem Namen:</p>
      <ul>
        ${lines}
      </ul>
      ${label}
      <p class="muted">Sie können den Zugriff jederzeit widerrufen.</p>
      <form method="post">
        <div class="buttons">
          <button class="main" name="action" value="consent">Zugriff erlauben</button>
          <button name="action" value="cancel">Abbrechen</button>
        </div>
      </form>`,
  };
}
