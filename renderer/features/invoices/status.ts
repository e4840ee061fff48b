import type { VoucherStatus } from '../../../domain/voucher.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { Tone } from '../../ui/tone.ts';

export interface StatusLook {
  tone: Tone;
  /** Its icon, 24 by 24, in one line: so a row that shows another state is drawn anew without being made anew. */
  path: string;
  text: () => string;
}

const circle = 'M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0';
const dot = `${circle}M11 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0`;
const clock = `${circle}M12 6v6l4 2`;
const pencil =
  'M13 21h8M15 5l4 4M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497z';

const settled = { tone: 'ok', path: `${circle}M16 9l-5.5 5.5L8 12` } as const;

/** How each status is shown: never by colour alone. The texts are functions, so that they follow the language. */
export const statusLooks: Record<VoucherStatus, StatusLook> = {
  draft: { tone: 'mute', path: pencil, text: m.status_draft },
  open: { tone: 'info', path: dot, text: m.status_open },
  overdue: { tone: 'bad', path: clock, text: m.status_overdue },
  paid: { ...settled, text: m.status_paid },
  paidoff: { ...settled, text: m.status_paidoff },
  voided: { tone: 'mute', path: `${circle}M4.929 4.929 19.07 19.071`, text: m.status_voided },
  transferred: { ...settled, text: m.status_transferred },
  sepadebit: { ...settled, text: m.status_sepadebit },
  accepted: { ...settled, text: m.status_accepted },
  rejected: { tone: 'bad', path: `${circle}M15 9l-6 6M9 9l6 6`, text: m.status_rejected },
  unchecked: { tone: 'warn', path: `${circle}M12 8v4M12 16h.01`, text: m.status_unchecked },
  blank: { tone: 'mute', path: clock, text: m.status_blank },
  unknown: { tone: 'mute', path: dot, text: m.status_unknown },
};
