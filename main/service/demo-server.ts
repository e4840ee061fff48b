import type { AppError } from '../../domain/errors.ts';
import type { IsoDate } from '../../domain/primitives.ts';
import type { Result } from '../../domain/result.ts';

/** Where the demo company's server listens now, and the key that it accepts; both are others after its next start. */
export interface DemoAddress {
  /** `http://127.0.0.1:<port>`, without a path. */
  url: string;
  key: string;
}

/** The server of the demo company, in a process of its own on this machine. */
export interface DemoServer {
  /**
   * Starts it where it is not running, and answers where it is; `demo_unavailable` where it does not start.
   * @param day the German day that the company is made for; equal days give equal companies
   */
  reach(day: IsoDate): Promise<Result<DemoAddress, AppError>>;
  /** Ends it; it forgets what was sent to it. */
  stop(): Promise<void>;
}
