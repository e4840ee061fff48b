import type { IncomingMessage, ServerResponse } from 'node:http';
import type { IdentityContext } from './context.ts';
import { readForm } from './http.ts';
import type { SandboxUser } from './options.ts';
import { consentPage } from './pages/consent-page.ts';
import { errorPage } from './pages/error-page.ts';
import { sendPage, type Page } from './pages/layout.ts';
import { loginPage } from './pages/login-page.ts';
import { formActionSources } from './redirect-uris.ts';

/** Where somebody stands between the authorization request and its answer. */
export type InteractionStep =
  { name: 'login' } | { name: 'consent'; user: SandboxUser; scopes: readonly string[]; connectionName: string };

/** What somebody did on a page. */
export type InteractionOutcome =
  { kind: 'loggedIn'; user: SandboxUser } | { kind: 'consented' } | { kind: 'cancelled' };

/**
 * Shows the page of `step`, or reads its form and hands the outcome to `finish`, which must answer. Both authorization
 * servers of the listener use the same pages through it.
 */
export async function answerInteraction(
  context: IdentityContext,
  request: IncomingMessage,
  response: ServerResponse,
  step: InteractionStep,
  finish: (outcome: InteractionOutcome) => Promise<void> | void,
): Promise<void> {
  const show = (status: number, page: Page): void =>
    sendPage(response, status, page, formActionSources(context.client.redirectUris));
  if (request.method !== 'POST') return show(200, pageOf(step));
  const body = await readForm(request);
  if (!body.ok) return show(400, errorPage('invalid_request', 'the form is unreadable'));
  const action = body.form.get('action');
  if (action === 'cancel') return finish({ kind: 'cancelled' });
  if (step.name === 'consent') return action === 'consent' ? finish({ kind: 'consented' }) : show(400, pageOf(step));
  const name = body.form.get('user') ?? '';
  const user = context.accounts.check(name, body.form.get('password') ?? '');
  if (user) return finish({ kind: 'loggedIn', user });
  show(422, loginPage({ user: name, wrongPassword: true }));
}

function pageOf(step: InteractionStep): Page {
  return step.name === 'login' ? loginPage({ user: '', wrongPassword: false }) : consentPage(step);
}
