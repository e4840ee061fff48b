import type { AppError } from '../../../../domain/errors.ts';
import { ok, type Result } from '../../../../domain/result.ts';
import { createSchemeReceiver } from '../../../../main/auth/scheme-receiver.ts';
import { SignIn } from '../../../../main/auth/sign-in.ts';
import type { SignInChange, SignInParts } from '../../../../main/auth/sign-in-parts.ts';
import type { TokenSet } from '../../../../main/auth/tokens.ts';
import { schemeUri, targets } from './provider.ts';
import { createScriptedClient, type ScriptedClient } from './scripted-client.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';

/** A sign-in with virtual time, a scripted client and everything that it did. */
export interface SignInBench {
  time: VirtualTime;
  client: ScriptedClient;
  changes: SignInChange[];
  opened: string[];
  signIn: SignIn;
  /** Replaces the sign-in by one with other parts. */
  remake(parts: Partial<SignInParts>): void;
  /** The states and errors that were told, in order. */
  steps(): string[];
  /** The state value of the newest attempt. */
  lastState(): string;
  /** Lets a link with this query arrive on the scheme. */
  arrive(query: Record<string, string>): string;
}

export const linkTo = (query: Record<string, string>): string =>
  `${schemeUri}?${new URLSearchParams(query).toString()}`;

/** A completion that takes whatever comes. */
export const accept = (tokens: TokenSet): Promise<Result<string, AppError>> => Promise.resolve(ok(tokens.accessToken));

export function createSignInBench(): SignInBench {
  const time = createVirtualTime();
  const client = createScriptedClient();
  const changes: SignInChange[] = [];
  const opened: string[] = [];
  const make = (parts: Partial<SignInParts>): SignIn =>
    new SignIn({
      client: () => Promise.resolve(ok(client)),
      receiver: createSchemeReceiver(targets),
      openBrowser: (url) => {
        opened.push(url);
        return Promise.resolve(true);
      },
      clock: time.clock,
      timers: time.timers,
      onChange: (change) => changes.push(change),
      ...parts,
    });
  const bench: SignInBench = {
    time,
    client,
    changes,
    opened,
    signIn: make({}),
    remake: (parts) => {
      bench.signIn = make(parts);
    },
    steps: () => changes.map(({ state, error }) => (error ? `${state.step}: ${error.code}` : state.step)),
    lastState: () => client.authorizations.at(-1)?.state ?? '',
    arrive: (query) => bench.signIn.handleCallback(linkTo(query), targets),
  };
  return bench;
}
