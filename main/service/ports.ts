import type { AppError } from '../../domain/errors.ts';
import type { Result } from '../../domain/result.ts';
import type { PlainSettings } from '../../domain/settings.ts';
import type { EventName, EventPayload } from '../../preload/contract.ts';
import type { Clock, Timers } from '../auth/clock.ts';
import type { SealedEntries, SecureStorage } from '../auth/vault-ports.ts';
import type { DemoServer } from './demo-server.ts';
import type { Log } from './log.ts';
import type { Notice } from './notice.ts';

/** The system's dialogs for where to save. Each answers an absolute path, `null` where the user closed it. */
export interface SaveDialog {
  /** A file, which may replace one that the user was asked about. */
  chooseFile(suggestedName: string): Promise<string | null>;
  chooseFolder(): Promise<string | null>;
}

/** The system's dialogs for what to open. Each answers absolute paths, none where the user closed it. */
export interface OpenDialog {
  chooseFiles(): Promise<string[]>;
  /** One folder. */
  chooseFolder(): Promise<string[]>;
}

/** What the service needs of the machine it runs on. The shell gives Electron's; tests give small real ones. */
export interface Ports {
  readonly versions: { app: string; electron: string };
  readonly platform: NodeJS.Platform;
  readonly packaged: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder for the organisations' databases; made when it is needed. */
  readonly dataDirectory: string;
  /** The system's language, as a BCP 47 tag. */
  systemLocale(): string;
  readonly settings: { read(): PlainSettings; write(settings: PlainSettings): void };
  readonly secureStorage: SecureStorage;
  readonly sealedEntries: SealedEntries;
  readonly fetch: typeof fetch;
  /** For requests that must not go out twice: every one on a connection of its own. */
  readonly postFetch: typeof fetch;
  /** The server of the demo company. */
  readonly demo: DemoServer;
  readonly clock: Clock;
  readonly timers: Timers;
  /** False is certain, true is a guess. */
  isOnline(): boolean;
  /** Whether the system brings links of the custom scheme to this app. */
  receivesLinks(): boolean;
  openExternal(address: string, allowedOrigins: ReadonlySet<string>): Promise<Result<undefined, AppError>>;
  readonly saveDialog: SaveDialog;
  readonly openDialog: OpenDialog;
  /** The compiled entry of the worker that reads receipts; beside it lies `conversion-worker.js`. */
  readonly receiptWorker: URL;
  /** How long nobody has touched this computer, ms, as the system counts it. */
  idleMs(): number;
  /** Takes away everything that the page shows, and loads it anew. */
  clearPage(): void;
  /** Brings the window to the user's eyes. */
  presentWindow(): void;
  /** Calls the user outside of the window, where the settings allow it and they are not looking. */
  notify(notice: Notice): void;
  emit<E extends EventName>(event: E, payload: EventPayload<E>): void;
  readonly log: Log;
  /** What the log holds, oldest line first. */
  readLog(): string;
}
