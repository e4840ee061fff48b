import { todayInBerlin } from '../../domain/dates.ts';
import type { Handlers } from '../../preload/contract.ts';
import { contactPermalink } from '../lexware/permalinks.ts';
import { openWebApp } from './open-web-app.ts';
import type { Organisations } from './organisations.ts';
import type { Ports } from './ports.ts';

type ReadingHandlers = Pick<Handlers['contacts'], 'search' | 'get' | 'list' | 'summary' | 'openInLexware'>;

/** What of `contacts.*` reads: all of it from the mirror. */
export function contactReadingHandlers(organisations: Organisations, ports: Ports): ReadingHandlers {
  const today = (): string => todayInBerlin(ports.clock.wallMs());
  return {
    search: ({ text, limit }) => organisations.ask((session) => session.store.contacts.search(text, limit ?? 20)),
    get: ({ id }) => organisations.ask((session) => session.store.contacts.get(id)),
    list: (query) => organisations.ask((session) => session.store.contactRows.list(query, today())),
    summary: ({ id }) =>
      organisations.ask(({ store }) => store.contactRows.summary(store.contacts.resolve(id), today())),
    openInLexware: ({ id }) =>
      organisations.ask((session) => {
        const lexwareId = session.store.contacts.resolve(id);
        return openWebApp(session, (appUrl) => contactPermalink(appUrl, lexwareId), ports);
      }),
  };
}
