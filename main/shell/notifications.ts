import { Notification } from 'electron';
import type { Notice } from '../service/notice.ts';
import { noticeText } from './notice-texts.ts';

export interface NotifierParts {
  /** Whether the user wants to be called, and is not looking at the window. */
  isWanted: () => boolean;
  locale: () => 'de' | 'en';
  onClick: (notice: Notice) => void;
}

/** Calls the user by the system's notifications. */
export interface Notifier {
  show(notice: Notice): void;
}

/**
 * Shows each notice as one notification. The same one again takes the place of the former, so that ten rejected
 * invoices of a company are one call. The texts name no company, customer or amount.
 */
export function createNotifier({ isWanted, locale, onClick }: NotifierParts): Notifier {
  // Also keeps the notifications from being collected as garbage, and their clicks with them.
  const shown = new Map<string, Notification>();
  return {
    show: (notice) => {
      if (!isWanted() || !Notification.isSupported()) return;
      const key = `${notice.reason} ${notice.organisationId}`;
      shown.get(key)?.close();
      const notification = new Notification(noticeText(notice.reason, locale()));
      shown.set(key, notification);
      const forget = (): void => {
        if (shown.get(key) === notification) shown.delete(key);
      };
      notification.on('click', () => {
        forget();
        onClick(notice);
      });
      notification.on('close', forget);
      notification.on('failed', forget);
      notification.show();
    },
  };
}
