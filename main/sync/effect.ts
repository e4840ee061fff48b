import type { Contact } from '../../domain/contact.ts';
import { assertNever } from '../../domain/result.ts';
import type { Invoice } from '../../domain/voucher.ts';
import type { OperationContent } from '../store/operation-content.ts';

/** What an operation made at Lexware, as far as it is known already. */
export type Made =
  /** When by Lexware's clock, ms. */
  | { kind: 'invoice'; createdMs: number | null; invoice: Invoice | null }
  | { kind: 'contact'; contact: Contact | null }
  /** The voucher that Lexware made of the file; older answers do not name it. */
  | { kind: 'receipt'; voucherId: string | null };

/** The effect of an operation: Lexware's id and what is known of the thing. */
export interface Effect {
  resourceId: string;
  made: Made;
}

/** An effect of which only the id is known. */
export function effectById(content: OperationContent, resourceId: string): Effect {
  switch (content.kind) {
    case 'invoice':
      return { resourceId, made: { kind: 'invoice', createdMs: null, invoice: null } };
    case 'contact':
      return { resourceId, made: { kind: 'contact', contact: null } };
    case 'receipt':
      return { resourceId, made: { kind: 'receipt', voucherId: null } };
    default:
      return assertNever(content);
  }
}
