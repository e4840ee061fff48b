import type { IntakeRefusal } from '../../../domain/receipt-entry.ts';

/** One file inside an e-mail or an archive, before it is known what it is. */
export interface ContainedItem {
  /** Safe as a file name; without folders. */
  readonly name: string;
  /** Its size in bytes, as stated. */
  readonly bytes: number;
  /** What its container already tells against it. */
  readonly refusal: IntakeRefusal | null;
  /** Shown inside the text of a mail, as logos in signatures are. */
  readonly isInline: boolean;
  /** Its first bytes, at most `headBytes`; `null` where they cannot be read. */
  readonly head: () => Uint8Array | null;
  /** The whole of it; `null` where it is not what its container says. */
  readonly read: () => Uint8Array | null;
}

/** Enough to know a type and the size of a picture by, in bytes. */
export const headBytes = 32 * 1024;
