import { expect, it } from 'vitest';
import { appError, type AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { oauthFailure } from '../../main/auth/oauth-failure.ts';
import { createSchemeReceiver } from '../../main/auth/scheme-receiver.ts';
import { attemptLifeMs, SignIn } from '../../main/auth/sign-in.ts';
import { linkTo } from '../main/auth/support/sign-in-bench.ts';
import { targets } from '../main/auth/support/provider.ts';
import { createScriptedClient, settle, tokensNamed } from '../main/auth/support/scripted-client.ts';
import { createVirtualTime } from '../main/auth/support/virtual-time.ts';
import { fuzz } from './fuzz.ts';
import { makeLink } from './link-maker.ts';
import type { Luck } from './luck.ts';

/** A sign-in whose parts fail at times, over restarts of the app, with everything that the invariants need to see. */
function createWorld(luck: Luck) {
  const time = createVirtualTime();
  const client = createScriptedClient();
  const links: string[] = [linkTo({ code: 'c', state: 'none' })];
  const results: { attempt: number; result: Result<string, AppError> }[] = [];
  let begun = 0;
  let abandoned = 0;
  const sometimes = <T>(value: T): Promise<Result<T, AppError>> =>
    Promise.resolve(luck.oneIn(12) ? fail(appError('sign_in_not_configured')) : ok(value));
  const scheme = createSchemeReceiver(targets);
  const start = (): SignIn =>
    new SignIn({
      client: () => (luck.oneIn(40) ? Promise.reject(new Error('a bug')) : sometimes(client)),
      receiver: async (onAnswer) => {
        const made = await scheme(onAnswer);
        return luck.oneIn(12) ? fail(appError('sign_in_browser_failed')) : made;
      },
      openBrowser: () => (luck.oneIn(40) ? Promise.reject(new Error('none')) : Promise.resolve(!luck.oneIn(12))),
      clock: time.clock,
      timers: time.timers,
      onChange: () => undefined,
    });
  const world = { time, client, results, signIn: start(), begun: () => begun, abandoned: () => abandoned, step };
  const arrive = (link: string): void => {
    links.push(link);
    world.signIn.handleCallback(link, targets);
  };
  const pending = (): number => begun - abandoned - results.length;

  function step(): void {
    const attempt = client.authorizations.at(-1 - luck.below(4));
    switch (luck.below(11)) {
      case 0:
      case 1: {
        const number = (begun += 1);
        const complete = (token: string): Promise<Result<string, AppError>> =>
          luck.oneIn(30) ? Promise.reject(new Error('a bug')) : sometimes(token);
        void world.signIn
          .begin((tokens) => complete(tokens.accessToken))
          .then((result) => results.push({ attempt: number, result }));
        break;
      }
      case 2:
      case 3:
        if (attempt) arrive(linkTo({ code: `code-of-${attempt.state}`, state: attempt.state }));
        break;
      case 4:
        if (attempt) arrive(linkTo({ error: luck.pick(['access_denied', 'x']), state: attempt.state }));
        break;
      case 5:
        world.signIn.handleCallback(luck.pick(links), targets);
        break;
      case 6:
        arrive(makeLink(luck));
        break;
      case 7:
        time.advance(luck.pick([1, 1_000, attemptLifeMs - 1, attemptLifeMs]));
        break;
      case 8: {
        const exchange = client.exchanges.at(-1 - luck.below(4));
        const good = exchange && ok(tokensNamed(exchange.attempt.state));
        exchange?.finish(luck.oneIn(3) || !good ? oauthFailure('invalidGrant', 'exchange') : good);
        break;
      }
      case 9:
        if (luck.oneIn(2)) world.signIn.cancel();
        else time.sleep(luck.pick([1, attemptLifeMs * 2]));
        break;
      default:
        // The app is started again: nobody waits for the old one's answers any more.
        if (!luck.oneIn(6)) break;
        abandoned += pending();
        world.signIn.cancel();
        world.signIn = start();
    }
  }
  return world;
}

function judge({ client, results }: ReturnType<typeof createWorld>): string | null {
  const redeemed = client.exchanges.map(({ attempt }) => attempt.state);
  if (new Set(redeemed).size !== redeemed.length) return 'an attempt made two token requests';
  for (const { answer, attempt } of client.exchanges) {
    if (answer.state !== attempt.state) return 'a code was redeemed with another attempt’s state';
    if (answer.code !== `code-of-${attempt.state}`) return `the code ${answer.code} is not this attempt’s`;
    if (!client.authorizations.includes(attempt) && !client.authorizations.some((one) => one.state === attempt.state))
      return 'a code was redeemed for an attempt that never began';
  }
  const verifiers = client.authorizations.map(({ verifier }) => verifier);
  if (new Set(verifiers).size !== verifiers.length) return 'two attempts shared a verifier';
  const numbers = results.map(({ attempt }) => attempt);
  if (new Set(numbers).size !== numbers.length) return 'an attempt ended twice';
  const won = results.flatMap(({ result }) => (result.ok ? [result.value.replace(/^access-/, '')] : []));
  return won.every((state) => redeemed.includes(state)) ? null : 'there are tokens that nobody asked for';
}

it('whatever fails and in whatever order things come, an attempt asks for tokens at most once', async () => {
  let redeemed = 0;
  await fuzz({
    name: 'sign-in',
    runs: { small: 300, full: 20_000 },
    run: async (luck) => {
      const world = createWorld(luck);
      for (let steps = luck.below(40); steps >= 0; steps -= 1) {
        world.step();
        await settle();
      }
      redeemed += world.client.exchanges.length;
      const wrong = judge(world);
      if (wrong !== null) return wrong;
      // Everything that began comes to an end once the user cancels and time is up.
      world.signIn.cancel();
      world.client.exchanges.forEach((exchange) => exchange.finish(oauthFailure('transient', 'exchange')));
      await settle();
      world.time.advance(attemptLifeMs);
      await settle();
      if (world.signIn.state.step !== 'idle') return `it ends in ${world.signIn.state.step}`;
      if (world.time.pending() > 0) return 'a timer is left';
      return world.results.length >= world.begun() - world.abandoned() ? null : 'an attempt never ended';
    },
  });
  expect(redeemed).toBeGreaterThan(50);
}, 600_000);
