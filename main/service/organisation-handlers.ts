import { isPossibleKeyDate } from '../../domain/api-key.ts';
import { todayInBerlin } from '../../domain/dates.ts';
import { appError, type AppError } from '../../domain/errors.ts';
import type { Organisation } from '../../domain/organisation.ts';
import type { IsoDate } from '../../domain/primitives.ts';
import { assertNever, fail, ok, type Result } from '../../domain/result.ts';
import type { Handlers } from '../../preload/contract.ts';
import { guardValue } from '../store/storage-error.ts';
import { contactReadingHandlers } from './contact-handlers.ts';
import { openDemo } from './demo-company.ts';
import { putWarningAside, tellKeyDate } from './key-facts.ts';
import { changeLook } from './organisation-look.ts';
import { orderAfter } from './organisation-order.ts';
import type { OrganisationSession } from './organisation-session.ts';
import type { Organisations } from './organisations.ts';
import type { Ports } from './ports.ts';
import type { SignInService } from './sign-in-service.ts';

/** `organisations.*`: who is signed in, and whose data the page shows. */
export function organisationHandlers(
  organisations: Organisations,
  signIn: SignInService,
  ports: Ports,
): Handlers['organisations'] {
  const parts = { organisations, ports };
  return {
    list: () => Promise.resolve(ok(organisations.list())),
    signIn: (how) => signInBy(how, parts, signIn),
    cancelSignIn: () => {
      signIn.cancel();
      return Promise.resolve(ok(undefined));
    },
    switchTo: ({ id }) => Promise.resolve(organisations.switchTo(id)),
    // What is left of a demo without its server is of no use to anybody.
    signOut: ({ id, removeData }) => organisations.signOut(id, removeData || isDemo(organisations.find(id))),
    openLocked: ({ id }) => organisations.openLocked(id),
    setAside: ({ id }) => organisations.setAside(id),
    change: ({ id, ...look }) => changeIn(parts, id, ({ store }) => changeLook(store, look)),
    arrange: ({ ids }) => {
      const present = organisations.list().map((one) => one.id);
      ports.settings.write({ ...ports.settings.read(), organisationOrder: orderAfter(ids, present) });
      ports.emit('changed', { topics: ['organisations'] });
      return Promise.resolve(ok(organisations.list()));
    },
    replaceKey: ({ id, key }) => signIn.replaceKey(id, key),
    tellKeyDate: ({ id, createdOn }) => {
      const isPossible = createdOn === null || isPossibleKeyDate(createdOn, todayInBerlin(ports.clock.wallMs()));
      if (!isPossible) return Promise.resolve(fail(appError('invalid_input')));
      return changeIn(parts, id, ({ store }, today) => tellKeyDate(store, createdOn, today));
    },
    putKeyWarningAside: ({ id }) =>
      changeIn(parts, id, (session, today) => putWarningAside(session.store, session.apiKey()?.warning ?? null, today)),
    // The demo needs no network.
    status: () =>
      Promise.resolve(ok({ signIn: signIn.state, online: ports.isOnline() || isDemo(organisations.active()) })),
  };
}

interface HandlerParts {
  organisations: Organisations;
  ports: Ports;
}

function signInBy(
  how: Parameters<Handlers['organisations']['signIn']>[0],
  { organisations, ports }: HandlerParts,
  signIn: SignInService,
): Promise<Result<Organisation, AppError>> {
  switch (how.method) {
    case 'oauth':
      return signIn.byBrowser();
    case 'apiKey':
      return signIn.byApiKey(how.key);
    case 'demo':
      return openDemo(ports, organisations);
    default:
      return assertNever(how);
  }
}

function isDemo(session: Result<OrganisationSession, AppError>): boolean {
  return session.ok && session.value.connection.method === 'demo';
}

/** Changes something that an organisation keeps of itself, and answers it as it is listed then. */
function changeIn(
  { organisations, ports }: HandlerParts,
  id: string,
  change: (session: OrganisationSession, today: IsoDate) => void,
): Promise<Result<Organisation, AppError>> {
  const session = organisations.find(id);
  if (!session.ok) return Promise.resolve(session);
  const changed = guardValue(() => change(session.value, todayInBerlin(ports.clock.wallMs())));
  if (!changed.ok) return Promise.resolve(changed);
  ports.emit('changed', { topics: ['organisations'] });
  return Promise.resolve(ok(organisations.describe(session.value)));
}

/** `outbox.*`, `contacts.*`, `articles.*` and `sync.*`: thin ways to the active organisation's parts. */
export function workHandlers(
  organisations: Organisations,
  ports: Ports,
): Pick<Handlers, 'outbox' | 'contacts' | 'articles' | 'sync'> {
  return {
    outbox: {
      list: () => organisations.ask((session) => session.store.operations.list()),
      retry: ({ id }) => organisations.ask((session) => session.sync.retry(id)),
      decide: ({ id, decision }) => organisations.ask((session) => session.sync.decide(id, decision)),
      takeBack: ({ id }) => organisations.ask((session) => session.sync.takeBack(id)),
    },
    contacts: {
      ...contactReadingHandlers(organisations, ports),
      create: ({ contact }) => organisations.ask((session) => session.sync.enqueueContact(contact)),
    },
    articles: {
      search: ({ text, limit }) => organisations.ask((session) => session.store.articles.search(text, limit ?? 20)),
    },
    sync: {
      now: () =>
        organisations.ask((session) => {
          void session.sync.syncNow();
          return ok(undefined);
        }),
      status: () =>
        organisations.ask((session) => ok({ ...session.sync.status(), clockOffsetMs: session.clockOffsetMs() })),
    },
  };
}
