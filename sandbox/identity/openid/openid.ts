import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AdapterPayload, KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { BearerGrant, IdentityContext } from '../context.ts';
import { countTokenRequest } from '../counters.ts';
import { urlOf } from '../http.ts';
import { answerInteraction, type InteractionOutcome, type InteractionStep } from '../interaction.ts';
import { errorPage } from '../pages/error-page.ts';
import { sendPage } from '../pages/layout.ts';
import { lexwareScopes } from '../scopes.ts';
import { buildConfiguration } from './configuration.ts';
import { MemoryStorage } from './memory-adapter.ts';
import { withoutNotices } from './quiet.ts';

/** A certified OpenID provider (oidc-provider) with discovery, for clients that know an issuer only. */
export interface OpenId {
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  verifyBearer: (token: string) => Promise<BearerGrant | undefined>;
  expireAccessTokens: () => void;
  revokeRefreshTokens: () => void;
}

/** Builds the provider for an issuer that already listens. */
export async function createOpenId(context: IdentityContext): Promise<OpenId> {
  const { provider, storage } = await buildProvider(context);
  observe(provider, context);
  const callback = provider.callback();
  return {
    answer: async (request, response) => {
      const { pathname } = urlOf(request);
      if (/^\/interaction\/[\w-]+$/.test(pathname)) return interact(provider, context, request, response);
      if (pathname === '/token' && (await context.faults.interceptToken(request, response))) return;
      if (pathname === '/auth') beginAfresh(request, response);
      await callback(request, response);
    },
    verifyBearer: async (token) => {
      const found = await provider.AccessToken.find(token);
      const user = found && context.accounts.find(found.accountId);
      return user && { organizationId: user.organizationId, scopes: [...found.scopes] };
    },
    expireAccessTokens: () => storage.clear('AccessToken'),
    revokeRefreshTokens: () => {
      for (const model of ['AccessToken', 'RefreshToken', 'AuthorizationCode', 'Grant']) storage.clear(model);
    },
  };
}

async function buildProvider(context: IdentityContext) {
  return withoutNotices(async () => {
    const { Provider } = await import('oidc-provider');
    const storage = new MemoryStorage(context.now, (model, payload) =>
      model === 'AuthorizationCode' && context.faults.mode() === 'ignorePkce'
        ? acceptVerifier(payload, Provider.ctx?.oidc.params?.['code_verifier'])
        : payload,
    );
    const configuration = buildConfiguration(context, (model) => storage.adapterFor(model));
    const provider = new Provider(context.issuer, configuration);
    return { provider, storage };
  });
}

/** Makes a stored code fit whatever verifier comes, for the mode `ignorePkce`. */
function acceptVerifier(payload: AdapterPayload, verifier: unknown): AdapterPayload {
  const { codeChallenge: _own, ...rest } = payload;
  if (typeof verifier !== 'string') return rest;
  return { ...rest, codeChallenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** Counts, and tells the lie of the mode `wrongIss`. */
function observe(provider: Provider, context: IdentityContext): void {
  const { counters, faults } = context;
  provider.on('interaction.started', (_ctx, prompt) => {
    if (prompt.name === 'login') counters.authorizationRequests += 1;
  });
  provider.on('authorization_code.saved', () => {
    counters.authorizations += 1;
  });
  const countToken = (ctx: KoaContextWithOIDC): void => countTokenRequest(counters, ctx.oidc.params?.['grant_type']);
  provider.on('grant.success', countToken);
  provider.on('grant.error', countToken);
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.path === '/token/revocation' && ctx.status === 200) counters.revocations += 1;
    const { location } = ctx.response.headers;
    if (faults.mode() === 'wrongIss' && typeof location === 'string' && location.includes('iss=')) {
      ctx.set('location', location.replace(/([?&]iss=)[^&]*/, '$1https%3A%2F%2Fother-issuer.example'));
    }
  });
}

/**
 * Every sign-in begins without the browser's earlier session and shows both pages, so that a second company can be
 * connected from the same browser; and a request that names none of Lexware's scopes gets them all, as Lexware's own
 * server does (API reference 1.3).
 */
function beginAfresh(request: IncomingMessage, response: ServerResponse): void {
  delete request.headers.cookie;
  const forget = ['_session', '_session.sig'].map((name) => `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`);
  response.setHeader('set-cookie', forget);
  const url = urlOf(request);
  if (!url.searchParams.has('client_id')) return;
  const scopes = (url.searchParams.get('scope') ?? '').split(' ').filter(Boolean);
  url.searchParams.set('prompt', 'consent');
  if (!scopes.some((scope) => lexwareScopes.includes(scope))) {
    url.searchParams.set('scope', [...scopes, ...lexwareScopes].join(' '));
  }
  request.url = url.pathname + url.search;
}

async function interact(
  provider: Provider,
  context: IdentityContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // The provider throws where the cookie or the interaction is missing; that is a page for the user, not a crash.
  const details = await provider.interactionDetails(request, response).catch(() => undefined);
  const user = context.accounts.find(details?.session?.accountId ?? '');
  if (!details || (details.prompt.name === 'consent' && !user)) {
    return sendPage(response, 400, errorPage('invalid_request', 'this sign-in is unknown or has expired'), []);
  }
  const scopes = typeof details.params['scope'] === 'string' ? details.params['scope'].split(' ') : [];
  const step: InteractionStep =
    details.prompt.name === 'consent' && user
      ? { name: 'consent', user, scopes, connectionName: '' }
      : { name: 'login' };
  await answerInteraction(context, request, response, step, async (outcome) => {
    const result = await resultOf(provider, context, outcome, { accountId: user?.user ?? '', scope: scopes.join(' ') });
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
  });
}

async function resultOf(
  provider: Provider,
  context: IdentityContext,
  outcome: InteractionOutcome,
  asked: { accountId: string; scope: string },
) {
  switch (outcome.kind) {
    case 'cancelled':
      return { error: 'access_denied', error_description: 'the user cancelled' };
    case 'loggedIn':
      return { login: { accountId: outcome.user.user, remember: false } };
    case 'consented': {
      // A new grant each time: revoking one connection must not touch another of the same user.
      const grant = new provider.Grant({ accountId: asked.accountId, clientId: context.client.id });
      grant.addOIDCScope(asked.scope);
      return { consent: { grantId: await grant.save() } };
    }
  }
}
