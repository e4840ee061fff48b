import type { Inspection } from '../../domain/receipt.ts';

/** What the worker is asked. `bytes` are transferred. */
export type WorkerRequest =
  | { kind: 'inspect'; id: number; name: string; bytes: Uint8Array }
  | { kind: 'attachment'; id: number; index: number; bytes: Uint8Array };

/** What it answers; `ready` once, after it has started. */
export type WorkerAnswer =
  | { kind: 'ready' }
  | { kind: 'inspected'; id: number; inspection: Inspection }
  | { kind: 'attachment'; id: number; content: Uint8Array | null };
