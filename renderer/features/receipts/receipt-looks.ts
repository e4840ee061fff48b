import CircleAlert from '@lucide/svelte/icons/circle-alert';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleCheckBig from '@lucide/svelte/icons/circle-check-big';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import CircleX from '@lucide/svelte/icons/circle-x';
import Copy from '@lucide/svelte/icons/copy';
import FileSearch from '@lucide/svelte/icons/file-search';
import Hourglass from '@lucide/svelte/icons/hourglass';
import PackageOpen from '@lucide/svelte/icons/package-open';
import SearchCheck from '@lucide/svelte/icons/search-check';
import SendHorizontal from '@lucide/svelte/icons/send-horizontal';
import Trash from '@lucide/svelte/icons/trash-2';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { ReceiptRow, ReceiptState } from '../../../domain/receipt-entry.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { Icon } from '../../ui/icon.ts';
import type { Tone } from '../../ui/tone.ts';
import { findingBadge } from './finding-badges.ts';
import { findingCount, isReceiptOnly, isTwin } from './receipt-standing.ts';

export interface Look {
  tone: Tone;
  icon: Icon;
  /** The word in the badge; a function, so that it follows the language. */
  word: () => string;
}

/** How each state is told: never by colour alone. */
export const stateLooks: Record<ReceiptState, Look> = {
  reading: { tone: 'mute', icon: CircleDashed, word: m.receipts_state_reading },
  ready: { tone: 'mute', icon: CircleDot, word: m.receipts_state_ready },
  container: { tone: 'info', icon: PackageOpen, word: m.receipts_state_container },
  refused: { tone: 'bad', icon: CircleX, word: m.receipts_state_refused },
  queued: { tone: 'mute', icon: Hourglass, word: m.receipts_state_queued },
  sending: { tone: 'info', icon: SendHorizontal, word: m.receipts_state_sending },
  unknown: { tone: 'info', icon: SearchCheck, word: m.receipts_state_unknown },
  needsYou: { tone: 'bad', icon: CircleAlert, word: m.receipts_state_needsYou },
  recognising: { tone: 'info', icon: FileSearch, word: m.receipts_state_recognising },
  inLexware: { tone: 'ok', icon: CircleCheck, word: m.receipts_state_inLexware },
  alreadyThere: { tone: 'ok', icon: CircleCheckBig, word: m.receipts_state_alreadyThere },
};

/** How a row is told: before it is sent, what speaks against it says more than that it is ready. */
export function lookOf(row: ReceiptRow): Look {
  if (row.removed) return { tone: 'mute', icon: Trash, word: m.receipts_state_removed };
  if (row.state !== 'ready') return stateLooks[row.state];
  if (isTwin(row)) return { tone: 'warn', icon: Copy, word: m.receipts_look_twin };
  const { business = 0, content = 0 } = row.findings;
  if (isReceiptOnly(row) && business + content === 0) {
    return { tone: 'warn', icon: TriangleAlert, word: m.receipts_look_receipt_only };
  }
  const count = findingCount(row);
  if (count === 0) return stateLooks.ready;
  const word = (): string => findingBadge(row.gravest, count);
  return business > 0 ? { tone: 'bad', icon: CircleAlert, word } : { tone: 'warn', icon: TriangleAlert, word };
}
