import { empty, html, type Html, type Page } from './layout.ts';

/** What the login page shows. */
export interface LoginPageState {
  /** What was typed before, if the page comes back. */
  user: string;
  wrongPassword: boolean;
}

const focus = html`autofocus`;

/** The page that asks who somebody is. The form posts to its own address. */
export function loginPage(state: LoginPageState): Page {
  return {
    title: state.wrongPassword ? 'Fehler: Anmelden' : 'Anmelden',
    body: html`<h1>Anmelden</h1>
      <p class="muted">Melden Sie sich an, um eine Anwendung mit Ihrem Unternehmen zu verbinden.</p>
      ${state.wrongPassword ? alert : empty}
      <form method="post">
        ${fields(state)}
        <div class="buttons">
          <button class="main" name="action" value="login">Anmelden</button>
          <button name="action" value="cancel" formnovalidate>Abbrechen</button>
        </div>
      </form>`,
  };
}

const alert = html`<p class="error" id="error" role="alert">
  Benutzername oder Passwort stimmt nicht. Bitte prüfen Sie beides und versuchen Sie es noch einmal.
</p>`;

/** After a wrong password the name stays and the cursor waits in the password. */
function fields({ user, wrongPassword }: LoginPageState): Html {
  const invalid = wrongPassword ? html`aria-invalid="true" aria-describedby="error"` : empty;
  return html`<label for="user">Benutzername</label>
    <input
      id="user"
      name="user"
      value="${user}"
      autocomplete="username"
      autocapitalize="none"
      spellcheck="false"
      required
      ${wrongPassword ? empty : focus}
      ${invalid}
    />
    <label for="password">Passwort</label>
    <input
      id="password"
      name="password"
      type="password"
      autocomplete="current-password"
      required
      ${wrongPassword ? focus : empty}
      ${invalid}
    />`;
}
