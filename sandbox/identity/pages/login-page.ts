import { empty, html, type Page } from './layout.ts';

/** What the login page shows. */
export interface LoginPageState {
  /** What was typed before, if the page comes back. */
  user: string;
  wrongPassword: boolean;
}

/** The page that asks who somebody is. The form posts to its own address. */
export function loginPage(state: LoginPageState): Page {
  const invalid = state.wrongPassword ? html`aria-invalid="true" aria-describedby="error"` : empty;
  const error = state.wrongPassword
    ? html`<p class="error" id="error" role="alert">
        Benutzername oder Passwort stimmt nicht. Bitte prüfen Sie beides und versuchen Sie es noch einmal.
      </p>`
    : empty;
  return {
    title: state.wrongPassword ? 'Fehler: Anmelden' : 'Anmelden',
    body: html`<h1>Anmelden</h1>
      <p class="muted">Melden Sie sich an, um eine Anwendung mit Ihrem Unternehmen zu verbinden.</p>
      ${error}
      <form method="post">
        <label for="user">Benutzername</label>
        <input
          id="user"
          name="user"
          value="${state.user}"
          autocomplete="username"
          autocapitalize="none"
          spellcheck="false"
          required
          autofocus
          ${invalid}
        />
        <label for="password">Passwort</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required ${invalid} />
        <div class="buttons">
          <button class="main" name="action" value="login">Anmelden</button>
          <button name="action" value="cancel" formnovalidate>Abbrechen</button>
        </div>
      </form>`,
  };
}
