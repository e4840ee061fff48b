import { ok } from '../../domain/result.ts';
import type { Operation } from '../../domain/operation.ts';
import type { Vault } from '../auth/vault.ts';
import { guard } from '../store/storage-error.ts';
import type { ConnectionConfig } from './connection-config.ts';
import { redact } from './log.ts';
import { describeFiles } from './organisation-files.ts';
import type { OrganisationSession } from './organisation-session.ts';
import type { Organisations } from './organisations.ts';
import type { Ports } from './ports.ts';

export interface DiagnosticsParts {
  ports: Ports;
  vault: Vault;
  organisations: Organisations;
  config: () => ConnectionConfig;
}

/**
 * What helps to find a fault, as text that a person can read before sharing it: the system, the settings, numbers of
 * things by state, codes of errors, and the log. No names, amounts, texts, ids, addresses of the user's own servers or
 * secrets: organisations are only counted, and the log leaves messages of foreign errors out.
 */
export function writeDiagnostics(parts: DiagnosticsParts): string {
  const { ports } = parts;
  const report = {
    writtenAt: new Date(ports.clock.wallMs()).toISOString(),
    app: {
      ...ports.versions,
      platform: ports.platform,
      packaged: ports.packaged,
      systemLocale: ports.systemLocale(),
      receivesLinks: ports.receivesLinks(),
      online: ports.isOnline(),
    },
    vault: parts.vault.status(),
    settings: describeSettings(parts),
    organisations: describeOrganisations(parts),
  };
  const log = ports.readLog().split('\n').map(maskHome).join('\n');
  return redact(`${JSON.stringify(report, null, 2)}\n\nLog\n\n${log}`);
}

function describeSettings({ ports, config }: DiagnosticsParts): object {
  const { locale, theme, zoom, notifications, connection } = ports.settings.read();
  const set = Object.entries(connection).filter(([, value]) => value !== '');
  return {
    locale,
    theme,
    zoom,
    notifications,
    // Only that something was set: addresses of a company's own servers are nobody else's business.
    connectionFieldsSet: set.map(([name]) => name),
    oauthConfigured: config().oauth !== null,
  };
}

function describeOrganisations({ organisations, ports }: DiagnosticsParts): object[] {
  return organisations.list().map(({ id, method, session, lock }) => {
    const found = organisations.find(id);
    const files = guard(() => ok(describeFiles(ports.dataDirectory, id)));
    return {
      method,
      session,
      lock: lock?.code ?? null,
      bytes: files.ok ? files.value.bytes : null,
      ...(found.ok ? describeWork(found.value) : {}),
    };
  });
}

function describeWork({ store, sync }: OrganisationSession): object {
  const operations = store.operations.list();
  const drafts = store.drafts.list();
  const { state, lastSuccessAt, rows, expectedRows, error } = sync.status();
  return {
    sync: { state, lastSuccessAt, rows, expectedRows, error: error?.code ?? null },
    drafts: drafts.ok ? drafts.value.length : drafts.error.code,
    operations: operations.ok ? countOperations(operations.value) : operations.error.code,
  };
}

/** How many operations there are, by kind, state and error: `uploadReceipt rejected voucher_upload_toxic_pdf`. */
function countOperations(operations: readonly Operation[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind, state, error } of operations) {
    const name = [kind, state, ...(error ? [error.code] : [])].join(' ');
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** The name of a home folder is often the name of a person. */
function maskHome(line: string): string {
  return line.replace(/(\/home\/|\/Users\/|[A-Z]:\\\\?Users\\\\?)[^/\\"\s]+/g, '$1…');
}
