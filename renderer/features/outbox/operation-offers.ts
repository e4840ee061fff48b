import ExternalLink from '@lucide/svelte/icons/arrow-up-right';
import FilePen from '@lucide/svelte/icons/file-pen';
import ReceiptEuro from '@lucide/svelte/icons/receipt-euro';
import RefreshCw from '@lucide/svelte/icons/refresh-cw';
import Undo from '@lucide/svelte/icons/undo-2';
import UserRoundPen from '@lucide/svelte/icons/user-round-pen';
import type { AppError } from '../../../domain/errors.ts';
import type { Operation } from '../../../domain/operation.ts';
import { kontor } from '../../bridge.ts';
import { errorText } from '../../i18n/errors.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { Icon } from '../../ui/icon.ts';
import { notify } from '../../ui/notify.ts';
import { navigate } from '../frame/route.svelte.ts';
import type { Outbox } from './outbox.svelte.ts';
import type { Standing } from './standing.ts';

/** Something that the user can do with an operation: a button of its detail, an entry of its row's menu. */
export interface Offer {
  label: string;
  icon: Icon;
  look: 'primary' | 'secondary' | 'ghost';
  /** Main is asked for it, and answers once. */
  busies: boolean;
  run: () => void;
}

/** What can be done with an operation as it stands; what main would always refuse is left out. */
export function offersOf(outbox: Outbox, operation: Operation, standing: Standing): Offer[] {
  return [
    ...draftOffer(operation, standing),
    ...correctionOffer(outbox, operation, standing),
    ...resultOffer(operation, standing),
    ...retryOffer(outbox, operation, standing),
    ...takeBackOffer(outbox, operation, standing),
  ];
}

/** Tells the user that main refused. */
export function complain(error: AppError | null): void {
  if (error) notify({ tone: 'bad', ...errorText(error) });
}

/** Opens the draft of an operation, where it has one. */
export function openDraft({ draftId }: Operation): void {
  if (draftId) navigate({ name: 'draft', id: draftId });
}

function draftOffer(operation: Operation, standing: Standing): Offer[] {
  if (operation.draftId === null || !['rejected', 'takenBack', 'discarded'].includes(standing)) return [];
  const look = standing === 'rejected' ? 'primary' : 'secondary';
  const run = (): void => openDraft(operation);
  return [{ label: m.outbox_open_draft(), icon: FilePen, look, busies: false, run }];
}

function correctionOffer(outbox: Outbox, { subject }: Operation, standing: Standing): Offer[] {
  if (subject.kind !== 'contact' || standing !== 'rejected') return [];
  const run = (): void => outbox.ask('correct');
  return [{ label: m.outbox_correct_contact(), icon: UserRoundPen, look: 'primary', busies: false, run }];
}

function resultOffer({ subject, resourceId: id }: Operation, standing: Standing): Offer[] {
  if (standing !== 'confirmed' || id === null) return [];
  const offer = { look: 'secondary', busies: false } as const;
  if (subject.kind === 'invoice') {
    const run = (): void => navigate({ name: 'invoices', selectedId: id });
    return [{ ...offer, label: m.outbox_open_invoice(), icon: ReceiptEuro, run }];
  }
  if (subject.kind !== 'contact') return [];
  const open = async (): Promise<void> => {
    const answer = await kontor.contacts.openInLexware({ id });
    if (!answer.ok) complain(answer.error);
  };
  return [{ ...offer, label: m.outbox_open_contact(), icon: ExternalLink, run: () => void open() }];
}

function retryOffer(outbox: Outbox, operation: Operation, standing: Standing): Offer[] {
  const offer = {
    icon: RefreshCw,
    look: 'secondary',
    busies: true,
    run: () => void outbox.retry(operation.id).then(complain),
  } as const;
  if (standing === 'queued') return [{ ...offer, label: m.outbox_retry() }];
  if (standing === 'unknown') return [{ ...offer, label: m.outbox_check_now() }];
  return canSendAnew(operation, standing) ? [{ ...offer, label: m.outbox_send_anew() }] : [];
}

/** Main takes the draft as it is now; an invoice whose contact was not created needs another recipient first. */
function canSendAnew({ error, draftId }: Operation, standing: Standing): boolean {
  if (standing === 'rejected') return error?.code !== 'operation_waits_in_vain';
  return standing === 'takenBack' && draftId === null;
}

function takeBackOffer(outbox: Outbox, { id }: Operation, standing: Standing): Offer[] {
  if (standing !== 'queued' || outbox.waitingFor(id).length > 0) return [];
  const run = (): void => outbox.ask('takeBack');
  return [{ label: m.outbox_take_back(), icon: Undo, look: 'ghost', busies: false, run }];
}
