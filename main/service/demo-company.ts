import { todayInBerlin } from '../../domain/dates.ts';
import type { AppError } from '../../domain/errors.ts';
import type { Organisation } from '../../domain/organisation.ts';
import type { IsoDate } from '../../domain/primitives.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { BearerSource } from '../auth/bearer-source.ts';
import { createLexwareApi } from '../lexware/lexware-api.ts';
import { createLimiter } from '../lexware/limiter.ts';
import { demoOrigin } from './demo-fetch.ts';
import type { DemoServer } from './demo-server.ts';
import { transportFor } from './transport.ts';
import type { Connection } from './organisation-session.ts';
import type { Organisations } from './organisations.ts';
import type { Ports } from './ports.ts';

const connection: Connection = { apiUrl: demoOrigin, webAppUrl: demoOrigin, method: 'demo', oauth: null };

/**
 * Opens the demo company: makes it where it is not here, else shows it as it was left. It needs no account and no
 * network; `demo_unavailable` where its server does not start, else errors as `Organisations.admit`.
 */
export async function openDemo(ports: Ports, organisations: Organisations): Promise<Result<Organisation, AppError>> {
  const present = organisations.all().find((one) => one.connection.method === 'demo' && one.isSignedIn());
  if (present !== undefined) return organisations.switchTo(present.id);
  const credential = { kind: 'demo' as const, madeFor: todayInBerlin(ports.clock.wallMs()) };
  const limiter = createLimiter();
  const source = demoSource(ports.demo, credential.madeFor);
  const api = createLexwareApi({ ...transportFor(connection, credential, ports), credential: source, limiter });
  const profile = await api.getProfile({ priority: 'click' });
  if (!profile.ok) return fail(profile.error.error);
  return organisations.admit(profile.value, connection, credential, limiter);
}

/** The key of the demo's server as a source of bearers; nothing of it is kept, since the next start has another one. */
export function demoSource(demo: DemoServer, day: IsoDate): BearerSource {
  const present = async (): Promise<Result<string, AppError>> => {
    const address = await demo.reach(day);
    return address.ok ? ok(address.value.key) : address;
  };
  return { getBearer: present, renewAfter401: present };
}
