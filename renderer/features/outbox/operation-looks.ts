import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import CircleHelp from '@lucide/svelte/icons/circle-question-mark';
import CircleX from '@lucide/svelte/icons/circle-x';
import CircleSlash from '@lucide/svelte/icons/circle-slash-2';
import History from '@lucide/svelte/icons/history';
import SearchCheck from '@lucide/svelte/icons/search-check';
import SendHorizontal from '@lucide/svelte/icons/send-horizontal';
import Undo from '@lucide/svelte/icons/undo-2';
import type { Operation } from '../../../domain/operation.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { Icon } from '../../ui/icon.ts';
import type { Tone } from '../../ui/tone.ts';
import type { Standing } from './standing.ts';

interface Look {
  tone: Tone;
  icon: Icon;
  /** The word in the badge. */
  word: () => string;
  /** What is true now, and what that means; shown in the detail. */
  title: () => string;
  text: () => string;
}

/** How each standing of an operation is told. Texts are functions, so that they follow the language. */
export const operationLooks: Record<Standing, Look> = {
  queued: {
    tone: 'mute',
    icon: CircleDot,
    word: m.outbox_state_queued,
    title: m.outbox_queued_title,
    text: m.outbox_queued_text,
  },
  sending: {
    tone: 'info',
    icon: SendHorizontal,
    word: m.outbox_state_sending,
    title: m.outbox_sending_title,
    text: m.outbox_sending_text,
  },
  confirmed: {
    tone: 'ok',
    icon: CircleCheck,
    word: m.outbox_state_confirmed,
    title: m.outbox_confirmed_title,
    text: m.outbox_confirmed_text,
  },
  rejected: {
    tone: 'bad',
    icon: CircleX,
    word: m.outbox_state_rejected,
    title: m.outbox_rejected_title,
    text: m.outbox_rejected_text,
  },
  unknown: {
    tone: 'info',
    icon: SearchCheck,
    word: m.outbox_state_unknown,
    title: m.outbox_unknown_title,
    text: m.outbox_unknown_text,
  },
  needsDecision: {
    tone: 'warn',
    icon: CircleHelp,
    word: m.outbox_state_needsDecision,
    title: m.outbox_decision_none_title,
    text: m.outbox_decision_none_text,
  },
  takenBack: {
    tone: 'mute',
    icon: Undo,
    word: m.outbox_state_takenBack,
    title: m.outbox_takenBack_title,
    text: m.outbox_takenBack_text,
  },
  discarded: {
    tone: 'mute',
    icon: CircleSlash,
    word: m.outbox_state_discarded,
    title: m.outbox_discarded_title,
    text: m.outbox_discarded_text,
  },
  superseded: {
    tone: 'mute',
    icon: History,
    word: m.outbox_state_superseded,
    title: m.outbox_superseded_title,
    text: m.outbox_superseded_text,
  },
};

/** What kind of thing an operation sends, in words. */
export function kindText(operation: Operation): string {
  return m[`outbox_kind_${operation.kind}` as const]();
}
