import Ban from '@lucide/svelte/icons/ban';
import CircleAlert from '@lucide/svelte/icons/circle-alert';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import CircleX from '@lucide/svelte/icons/circle-x';
import Clock from '@lucide/svelte/icons/clock';
import PencilLine from '@lucide/svelte/icons/pencil-line';
import type { VoucherStatus } from '../../../domain/voucher.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { Icon } from '../../ui/icon.ts';
import type { Tone } from '../../ui/tone.ts';

export interface StatusLook {
  tone: Tone;
  icon: Icon;
  text: () => string;
}

const settled = { tone: 'ok', icon: CircleCheck } as const;

/** How each status is shown: never by colour alone. The texts are functions, so that they follow the language. */
export const statusLooks: Record<VoucherStatus, StatusLook> = {
  draft: { tone: 'mute', icon: PencilLine, text: m.status_draft },
  open: { tone: 'info', icon: CircleDot, text: m.status_open },
  overdue: { tone: 'bad', icon: Clock, text: m.status_overdue },
  paid: { ...settled, text: m.status_paid },
  paidoff: { ...settled, text: m.status_paidoff },
  voided: { tone: 'mute', icon: Ban, text: m.status_voided },
  transferred: { ...settled, text: m.status_transferred },
  sepadebit: { ...settled, text: m.status_sepadebit },
  accepted: { ...settled, text: m.status_accepted },
  rejected: { tone: 'bad', icon: CircleX, text: m.status_rejected },
  unchecked: { tone: 'warn', icon: CircleAlert, text: m.status_unchecked },
  blank: { tone: 'mute', icon: Clock, text: m.status_blank },
  unknown: { tone: 'mute', icon: CircleDot, text: m.status_unknown },
};
