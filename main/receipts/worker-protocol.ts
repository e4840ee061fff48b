import type { Inspection } from '../../domain/receipt.ts';
import type { IntakeRefusal } from '../../domain/receipt-entry.ts';
import type { Result } from '../../domain/result.ts';
import type { ContainedEntry } from './containers/contents.ts';

/** What the worker is asked. `bytes` are transferred. */
export type WorkerRequest =
  | { kind: 'inspect'; id: number; name: string; bytes: Uint8Array }
  | { kind: 'attachment'; id: number; index: number; bytes: Uint8Array }
  | { kind: 'listContained'; id: number; bytes: Uint8Array }
  | { kind: 'readContained'; id: number; index: number; bytes: Uint8Array };

/** What it answers; besides, `ready` once, after it has started. */
export type WorkerAnswer =
  | { kind: 'inspected'; id: number; inspection: Inspection }
  | { kind: 'attachment'; id: number; content: Uint8Array | null }
  | { kind: 'contained'; id: number; entries: Result<ContainedEntry[], IntakeRefusal> }
  | { kind: 'containedFile'; id: number; file: { name: string; bytes: Uint8Array } | null };
