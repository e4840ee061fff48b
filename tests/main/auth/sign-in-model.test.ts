import { fc, test as property } from '@fast-check/vitest';
import { expect } from 'vitest';
import { ok, type Result } from '../../../domain/result.ts';
import type { AppError } from '../../../domain/errors.ts';
import { oauthFailure } from '../../../main/auth/oauth-failure.ts';
import { createSchemeReceiver } from '../../../main/auth/scheme-receiver.ts';
import { attemptLifeMs, SignIn } from '../../../main/auth/sign-in.ts';
import { schemeUri, targets } from './support/provider.ts';
import { createScriptedClient, settle, tokensNamed } from './support/scripted-client.ts';
import { createVirtualTime } from './support/virtual-time.ts';

type Step =
  | { do: 'begin' | 'cancel' | 'replay' | 'rubbish' }
  | { do: 'answer'; which: number; kind: 'code' | 'error' }
  | { do: 'forge'; state: string }
  | { do: 'wait'; ms: number }
  | { do: 'finish'; which: number; isGood: boolean };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('begin', 'begin', 'begin', 'cancel', 'replay', 'rubbish') }),
  fc.record({ do: fc.constant('answer'), which: fc.nat({ max: 3 }), kind: fc.constantFrom('code', 'code', 'error') }),
  fc.record({ do: fc.constant('forge'), state: fc.string({ minLength: 1, maxLength: 50 }) }),
  fc.record({ do: fc.constant('wait'), ms: fc.constantFrom(1, 1_000, attemptLifeMs - 1, attemptLifeMs) }),
  fc.record({ do: fc.constant('finish'), which: fc.nat({ max: 3 }), isGood: fc.boolean() }),
);

/** The machine with everything that the invariants need to see. */
function createWorld() {
  const time = createVirtualTime();
  const client = createScriptedClient();
  const won: { state: string | undefined; token: string }[] = [];
  const results: Result<string, AppError>[] = [];
  let begun = 0;
  let lastLink = `${schemeUri}?code=c&state=none`;
  const signIn = new SignIn({
    client: () => Promise.resolve(ok(client)),
    receiver: createSchemeReceiver(targets),
    openBrowser: () => Promise.resolve(true),
    clock: time.clock,
    timers: time.timers,
    onChange: () => undefined,
  });
  const send = (query: Record<string, string>): void => {
    lastLink = `${schemeUri}?${new URLSearchParams(query).toString()}`;
    signIn.handleCallback(lastLink, targets);
  };
  const perform = (one: Step): void => {
    switch (one.do) {
      case 'begin':
        begun += 1;
        void signIn
          .begin((tokens) => Promise.resolve(ok(tokens.accessToken)))
          .then((result) => {
            results.push(result);
            if (result.ok) won.push({ state: stateOfToken(result.value), token: result.value });
          });
        break;
      case 'cancel':
        signIn.cancel();
        break;
      case 'replay':
        signIn.handleCallback(lastLink, targets);
        break;
      case 'rubbish':
        signIn.handleCallback(`${schemeUri}?code=%00`, targets);
        break;
      case 'answer': {
        const attempt = client.authorizations.at(-1 - one.which);
        if (attempt)
          send(
            one.kind === 'code'
              ? { code: `code-of-${attempt.state}`, state: attempt.state }
              : { error: 'access_denied', state: attempt.state },
          );
        break;
      }
      case 'forge':
        send({ code: 'forged', state: one.state });
        break;
      case 'wait':
        time.advance(one.ms);
        break;
      case 'finish': {
        const exchange = client.exchanges.at(-1 - one.which);
        exchange?.finish(
          one.isGood ? ok(tokensNamed(exchange.attempt.state)) : oauthFailure('invalidGrant', 'exchange'),
        );
        break;
      }
    }
  };
  return { time, client, signIn, perform, won, results, begun: () => begun };
}

function stateOfToken(token: string): string {
  return token.replace(/^access-/, '');
}

property.prop([fc.array(step, { maxLength: 40 })], { numRuns: 1_000 })(
  'whatever happens in whatever order: one token request per attempt at most, with its own state and verifier',
  async (script) => {
    const world = createWorld();
    for (const one of script) {
      world.perform(one);
      await settle();
    }
    const { client, won, results } = world;
    const redeemed = client.exchanges.map(({ attempt }) => attempt.state);
    expect(new Set(redeemed).size).toBe(redeemed.length);
    for (const { answer, attempt } of client.exchanges) {
      expect(answer.state).toBe(attempt.state);
      expect(answer.code).toBe(`code-of-${attempt.state}`);
      expect(client.authorizations).toContainEqual(attempt);
    }
    for (const { state } of won) expect(redeemed).toContain(state);
    expect(new Set(client.authorizations.map(({ verifier }) => verifier)).size).toBe(client.authorizations.length);

    // Everything that began comes to an end once the user cancels and time is up.
    world.signIn.cancel();
    client.exchanges.forEach((exchange) => {
      exchange.finish(oauthFailure('transient', 'exchange'));
    });
    await settle();
    world.time.advance(attemptLifeMs);
    await settle();
    expect(world.signIn.state).toEqual({ step: 'idle' });
    expect(results).toHaveLength(world.begun());
    expect(world.time.pending()).toBe(0);
  },
);
