import { assertNever } from '../../domain/result.ts';
import type { OperationKind } from '../../domain/operation.ts';

/** What Kontor could know of a call that left: done or refused for certain, never sent for certain, or nothing. */
export type Heard = 'done' | 'refused' | 'notSent' | 'unknown';

/** One call that left for an operation. `heard` is `null` until an answer reached a living process. */
export interface Departure {
  readonly operationId: string;
  readonly kind: OperationKind;
  heard: Heard | null;
}

interface Course extends Departure {
  /** When complete look-ups were answered since, ms. */
  looks: number[];
  hasWord: boolean;
}

/** So many look-ups over so long have to have seen nothing (docs/decisions/0008). Ms. */
const proof = { looks: 3, spanMs: 60_000 };

/**
 * Watches from outside what leaves for Lexware, and counts the calls that should not have: those of an operation whose last
 * call has an unknown outcome, without the proof or the word that its kind demands.
 */
export class Departures {
  resent = 0;
  readonly #last = new Map<string, Course>();

  /** A call leaves. Tell `heard` of the answer when it is there. */
  depart(operationId: string, kind: OperationKind): Departure {
    const before = this.#last.get(operationId);
    if (before && isOpen(before) && !isProved(before)) this.resent += 1;
    const course: Course = { operationId, kind, heard: null, looks: [], hasWord: false };
    this.#last.set(operationId, course);
    return course;
  }

  /** A complete list of what was made lately was answered at this time, ms. */
  looked(atMs: number): void {
    for (const course of this.#last.values()) if (isOpen(course)) course.looks.push(atMs);
  }

  /** The user said to send this one again. */
  word(operationId: string): void {
    const course = this.#last.get(operationId);
    if (course) course.hasWord = true;
  }
}

function isOpen({ heard }: Course): boolean {
  return heard === null || heard === 'unknown';
}

function isProved({ kind, looks, hasWord }: Course): boolean {
  if (hasWord) return true;
  switch (kind) {
    case 'createInvoiceDraft':
      return looks.length >= proof.looks && (looks.at(-1) ?? 0) - (looks[0] ?? 0) >= proof.spanMs;
    case 'createInvoiceFinalised':
    case 'createContact':
      return false;
    // Lexware answers equal bytes with what it made of them before.
    case 'uploadReceipt':
      return true;
    default:
      return assertNever(kind);
  }
}
