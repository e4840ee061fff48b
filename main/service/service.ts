import { appError } from '../../domain/errors.ts';
import type { Handlers, Topic } from '../../preload/contract.ts';
import { openVault, type Vault } from '../auth/vault.ts';
import { createConverter, type Converter } from '../receipts/conversion/converter.ts';
import { createInspector, type Inspector } from '../receipts/inspector.ts';
import { appHandlers, type AppHandlerParts } from './app-handlers.ts';
import { openLockDesk, type LockDesk } from './app-lock-desk.ts';
import { gateHandlers, gatePorts } from './app-lock-gate.ts';
import { appLockHandlers } from './app-lock-handlers.ts';
import { auditHandlers } from './audit-handlers.ts';
import { backupHandlers } from './backup-handlers.ts';
import { resolveConnection, type ConnectionConfig } from './connection-config.ts';
import { Copies } from './copies.ts';
import { draftHandlers } from './draft-handlers.ts';
import { invoiceHandlers } from './invoice-handlers.ts';
import { createOAuthClients } from './oauth-clients.ts';
import { organisationHandlers, workHandlers } from './organisation-handlers.ts';
import { takeOpenedFiles } from './opened-files.ts';
import { Organisations } from './organisations.ts';
import { overviewHandlers } from './overview-handlers.ts';
import { KeyWatch } from './key-watch.ts';
import { noticeCommands, type Notice } from './notice.ts';
import type { Ports } from './ports.ts';
import { ReceiptDesks } from './receipt-desk.ts';
import { receiptHandlers } from './receipt-handlers.ts';
import { SignInService } from './sign-in-service.ts';
import { Upkeep } from './upkeep.ts';
import { vaultHandlers } from './vault-handlers.ts';

/** Kontor without a window: answers the contract and works on its own in the background. */
export interface Service {
  readonly handlers: Handlers;
  /** The arguments of a start, which may hold the link of a sign-in. */
  receiveArguments(argv: readonly string[]): void;
  /** Files were opened with Kontor, by absolute paths. */
  openFiles(paths: readonly string[]): void;
  /** The machine woke up. */
  resume(): void;
  /** The network went or came back. */
  changeConnectivity(online: boolean): void;
  /** Leads to what a notice is about, and brings the window. */
  follow(notice: Notice): void;
  /** The user wants the app locked; without a lock, the page leads to where one is set. */
  lock(): void;
  /** The system locks its screen, or goes to sleep. */
  systemLocks(): void;
  /** Ends all background work and closes the databases; durable work needs no call of this. */
  stop(): Promise<void>;
}

/** Opens the vault and every organisation known on this machine, and starts their background work. */
export async function startService(machine: Ports): Promise<Service> {
  const vault = await openLoggedVault(machine);
  const desk = await openLockDesk(machine, vault);
  const { lock } = desk;
  // From here on nothing reaches the page of a locked app.
  const ports = gatePorts(machine, lock);
  const config = (): ConnectionConfig =>
    resolveConnection({ connection: ports.settings.read().connection, env: ports.env, packaged: ports.packaged });
  const oauthClient = createOAuthClients(ports, vault);
  const readers = createReaders(ports);
  const onChanged = (id: string, topics: readonly Topic[]): void => tellChange(ports, organisations, id, topics);
  const organisations = new Organisations({
    ports,
    vault,
    oauthClient,
    desks: new ReceiptDesks({ ports, ...readers }, onChanged),
    onChanged,
    onExpired: (id) => {
      ports.notify({ reason: 'signedOut', organisationId: id });
      ports.emit('signIn', { state: signIn.state, error: appError('session_expired') });
      ports.emit('changed', { topics: ['organisations'] });
    },
  });
  const signIn = new SignInService({ ports, vault, organisations, config, oauthClient });
  const copies = new Copies({ ports, vault, organisations });
  const upkeep = new Upkeep({ timers: ports.timers, log: ports.log, organisations, copies });
  await organisations.open();
  upkeep.start();
  const keys = new KeyWatch(ports, organisations);
  keys.start();
  const handlers = createHandlers({ ports, vault, organisations, config, desk, signIn, copies });
  const life = lifeOf({ ports, organisations, signIn, upkeep, keys, readers: Object.values(readers) });
  return { handlers: gateHandlers(handlers, lock), ...desk.guard(life) };
}

interface HandlerParts extends AppHandlerParts {
  desk: LockDesk;
  signIn: SignInService;
  copies: Copies;
}

/** One module a namespace of the contract. */
function createHandlers({ desk, signIn, copies, ...parts }: HandlerParts): Handlers {
  const { ports, vault, organisations } = parts;
  return {
    lock: appLockHandlers({ desk, vault, organisations }),
    vault: vaultHandlers(vault, organisations, ports, desk.lock),
    backups: backupHandlers(copies),
    overview: overviewHandlers(organisations, ports),
    audit: auditHandlers(organisations, ports),
    ...appHandlers(parts),
    organisations: organisationHandlers(organisations, signIn, ports),
    invoices: invoiceHandlers(organisations, ports),
    drafts: draftHandlers(organisations, ports),
    receipts: receiptHandlers(organisations, ports),
    ...workHandlers(organisations, ports),
  };
}

/** The workers that read receipts; both start when they are first needed. */
function createReaders({ receiptWorker }: Ports): { inspector: Inspector; converter: Converter } {
  return {
    inspector: createInspector({ workerUrl: receiptWorker }),
    converter: createConverter({ workerUrl: new URL('conversion-worker.js', receiptWorker) }),
  };
}

/** What happens to the service from outside, without the lock. */
export type Life = Omit<Service, 'handlers' | 'lock' | 'systemLocks'>;

interface Parts {
  ports: Ports;
  organisations: Organisations;
  signIn: SignInService;
  upkeep: Upkeep;
  keys: KeyWatch;
  /** The workers that read receipts. */
  readers: readonly { close(): Promise<void> }[];
}

function lifeOf({ ports, organisations, signIn, upkeep, keys, readers }: Parts): Life {
  return {
    receiveArguments: (argv) => signIn.receiveArguments(argv),
    openFiles: (paths) => void takeOpenedFiles(organisations, ports, paths),
    resume: () => {
      organisations.all().forEach((session) => session.resume());
      keys.look();
      // Keyrings are often unlocked with the screen.
      void organisations.retryLocked();
    },
    changeConnectivity: (online) => {
      if (online) organisations.all().forEach((session) => session.wake());
      ports.emit('changed', { topics: ['organisations', 'sync'] });
    },
    follow: ({ reason, organisationId }) => {
      const active = organisations.active();
      if (!active.ok || active.value.id !== organisationId) organisations.switchTo(organisationId);
      const command = noticeCommands[reason];
      if (command !== null) ports.emit('command', { command });
      ports.presentWindow();
    },
    stop: async () => {
      signIn.cancel();
      upkeep.stop();
      keys.stop();
      await organisations.close();
      await ports.demo.stop();
      await Promise.all(readers.map((reader) => reader.close()));
    },
  };
}

async function openLoggedVault(ports: Ports): Promise<Vault> {
  const vault = await openVault({
    storage: ports.secureStorage,
    entries: ports.sealedEntries,
    clock: ports.clock,
    timers: ports.timers,
    onNotice: (notice) => ports.log.info(`vault.${notice.kind}`),
  });
  const { state, reason } = vault.status();
  ports.log.info('vault.opened', { state, reason: reason ?? '' });
  return vault;
}

/** What changed in an organisation that is not shown changes nothing on the screen but the list of them. */
function tellChange(ports: Ports, organisations: Organisations, id: string, topics: readonly Topic[]): void {
  const active = organisations.active();
  const isShown = active.ok && active.value.id === id;
  ports.emit('changed', { topics: isShown ? [...topics] : ['organisations'] });
}
