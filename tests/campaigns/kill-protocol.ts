import type { OperationKind, OperationState } from '../../domain/operation.ts';
import type { AskKind } from './kinds.ts';

/** Where a process dies: on the user's side, on the way out, at Lexware, on the way back, and while it finds out. */
export const killPoints = [
  'asking',
  'enqueueing',
  'acknowledged',
  'claiming',
  'claimed',
  'leaving',
  'arrival',
  'effect',
  'answered',
  'settling',
  'settled',
  'looking',
  'looked',
  'concluding',
] as const;
export type KillPoint = (typeof killPoints)[number];

/** What the working process is told. */
export interface WorkOrder {
  path: string;
  /** Hexadecimal. */
  key: string;
  /** The file that what is acknowledged is written to. */
  ledger: string;
  /** Virtual ms that have passed before. */
  elapsed: number;
  /** Operations and drafts to report on, once everything has come to rest. */
  check: { operations: string[]; drafts: string[] };
  /** What to ask for, in this order. */
  ask: { kind: AskKind; mark: string }[];
  /** Where to die, at the how manieth time; `null`: never by itself. */
  die: { point: KillPoint; nth: number } | null;
  /** The name of a twin, or `none`. */
  twin: string;
}

/** What the process writes down with one system call, so that no kill takes it back. */
export type LedgerLine =
  | { line: 'draft'; id: string; mark: string }
  | { line: 'asked'; id: string; kind: OperationKind; mark: string }
  /** A step that is committed. */
  | { line: 'step'; id: string; state: OperationState }
  /** Everything has come to rest; time has passed. */
  | { line: 'rest'; elapsed: number; isQuiet: boolean }
  /** `waits`: behind one that the user has to decide. */
  | { line: 'operation'; id: string; state: OperationState | null; resourceId: string | null; waits: boolean }
  | { line: 'savedDraft'; id: string; mark: string | null }
  | { line: 'working' };

/** A call to Lexware in the other process; `at` is the caller's time, ms. */
export interface CallMessage {
  call: number;
  /** False while the process still cleans up after its predecessors. */
  isWorking: boolean;
  name: string;
  given: unknown[];
  at: number;
}
