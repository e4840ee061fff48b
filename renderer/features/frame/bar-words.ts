import type { ApiKey } from '../../../domain/api-key.ts';
import { todayInBerlin } from '../../../domain/dates.ts';
import { errorText, type ErrorText } from '../../i18n/errors.ts';
import { formatDate, formatDateTime, formatTime } from '../../i18n/format.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { isPassing, type BarNews } from './bar-news.ts';
import { vaultAdvice } from './vault-advice.ts';

/** What the words of a bar need to know besides. */
export interface BarContext {
  /** ms since 1970. */
  now: number;
  /** ISO instant of the last sync that succeeded; `null`: none has. */
  lastSuccessAt: string | null;
  /** Operations that go out by themselves once that is possible. */
  outgoing: number;
}

/** What happened; what is safe, and what happens next. */
export function barWords(news: BarNews, context: BarContext): ErrorText {
  switch (news.kind) {
    case 'storage':
      return errorText(news.error);
    case 'offline':
      return { title: m.frame_offline_bar(), text: sentences(state(context), outgoing(context)) };
    case 'signedOut': {
      const { title } = errorText('session_expired');
      return { title, text: sentences(m.frame_bar_signed_out(), outgoing(context)) };
    }
    case 'failed': {
      const words = errorText(news.error);
      if (!isPassing(news.error)) return words;
      return { title: words.title, text: sentences(state(context), outgoing(context), next(news, context)) };
    }
    case 'key':
      return keyWords(news.key);
    case 'clock': {
      const [here, there] = [context.now, context.now + news.offsetMs].map((ms) => formatDateTime(isoOf(ms)));
      return { title: m.frame_bar_clock(), text: m.frame_bar_clock_text({ here: here ?? '', there: there ?? '' }) };
    }
    case 'memory':
      return { title: m.frame_memory_title(), text: vaultAdvice(news.reason) };
    case 'demo':
      return { title: m.demo_facts(), text: m.demo_facts_text() };
  }
}

function keyWords({ expiresOn, daysLeft, source }: ApiKey): ErrorText {
  const date = formatDate(expiresOn);
  const title = m.organisations_key_bar({ date });
  const guess = source === 'entered' ? m.organisations_key_bar_guess() : '';
  const text = sentences(m.organisations_key_bar_text(), guess);
  if (daysLeft < 0) return { title: m.organisations_key_bar_over({ date }), text };
  return { title: daysLeft === 0 ? m.organisations_key_bar_today() : title, text };
}

function sentences(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

function state({ now, lastSuccessAt }: BarContext): string {
  if (lastSuccessAt === null) return m.frame_bar_never_synced();
  return m.frame_bar_state({ when: momentOf(lastSuccessAt, now) });
}

function outgoing({ outgoing: count }: BarContext): string {
  return count === 0 ? '' : m.frame_bar_outgoing({ count });
}

function next({ nextAttemptAt }: { nextAttemptAt: string | null }, { now }: BarContext): string {
  if (nextAttemptAt === null || Date.parse(nextAttemptAt) <= now) return m.frame_bar_trying();
  return m.frame_bar_next({ when: momentOf(nextAttemptAt, now) });
}

/** The time of day, with the day where it is not today. */
function momentOf(instant: string, now: number): string {
  const isToday = todayInBerlin(Date.parse(instant)) === todayInBerlin(now);
  return isToday ? formatTime(instant) : formatDateTime(instant);
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
