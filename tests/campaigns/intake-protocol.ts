import type { ReceiptState } from '../../domain/receipt-entry.ts';

/** Where a process dies: while a file is taken in, while it is read, while it is asked for, on its way, and while it is linked. */
export const intakePoints = [
  'read',
  'part',
  'prepared',
  'keeping',
  'kept',
  'acknowledged',
  'begun',
  'inspected',
  'storing',
  'stored',
  'enqueueing',
  'asked',
  'claiming',
  'claimed',
  'leaving',
  'underway',
  'answered',
  'settling',
  'settled',
  'linking',
  'linked',
] as const;
export type IntakePoint = (typeof intakePoints)[number];

/** What the working process is told. */
export interface IntakeOrder {
  path: string;
  /** Hexadecimal. */
  key: string;
  /** The file that what is acknowledged is written to. */
  ledger: string;
  /** Virtual ms that have passed before. */
  elapsed: number;
  apiUrl: string;
  apiKey: string;
  /** Receipts to report on, once everything has come to rest. */
  check: string[];
  /** Files to take in, in this order, and then to send. */
  files: string[];
  /** Where to die, at the how manieth time; `null`: never by itself. */
  die: { point: IntakePoint; nth: number } | null;
}

/** What the process writes down with one system call, so that no kill takes it back. */
export type IntakeLine =
  | { line: 'working' }
  /** Acknowledged: taken in, or known already. */
  | { line: 'taken'; id: string; file: string }
  /** Acknowledged: it is in the outbox. */
  | { line: 'sent'; id: string }
  | { line: 'receipt'; id: string; state: ReceiptState | null; hash: string | null; isWhole: boolean }
  | { line: 'rest'; elapsed: number; isQuiet: boolean; rows: number };
