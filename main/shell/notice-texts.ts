import type { NoticeReason } from '../service/notice.ts';

/** What a notification says. */
export interface NoticeText {
  title: string;
  body: string;
}

/** As the native menu's, these texts stand outside of the page, in both languages together. */
const texts: Record<'de' | 'en', Record<NoticeReason, NoticeText>> = {
  de: {
    rejected: {
      title: 'Lexware hat einen Vorgang abgelehnt',
      body: 'Er ist gespeichert und wird nicht von selbst wiederholt. Sehen Sie im Ausgang nach.',
    },
    needsDecision: {
      title: 'Ein Vorgang wartet auf Ihre Entscheidung',
      body: 'Kontor sendet ihn nicht noch einmal, bevor Sie entschieden haben.',
    },
    signedOut: {
      title: 'Bitte neu bei Lexware anmelden',
      body: 'Entwürfe und Ausgang sind sicher und gehen nach der Anmeldung weiter.',
    },
    keyExpires: {
      title: 'Ein API-Schlüssel läuft bald ab',
      body: 'Erstellen Sie in Lexware einen neuen und tragen Sie ihn in den Einstellungen ein. Es geht nichts verloren.',
    },
    keyExpired: {
      title: 'Ein API-Schlüssel ist abgelaufen',
      body: 'Erstellen Sie in Lexware einen neuen und tragen Sie ihn in den Einstellungen ein. Ihre Daten sind sicher.',
    },
  },
  en: {
    rejected: {
      title: 'Lexware has rejected an operation',
      body: 'It is saved and will not be repeated by itself. Please look into the outbox.',
    },
    needsDecision: {
      title: 'An operation is waiting for your decision',
      body: 'Kontor will not send it again before you have decided.',
    },
    signedOut: {
      title: 'Please sign in to Lexware again',
      body: 'Drafts and outbox are safe and will continue after you have signed in.',
    },
    keyExpires: {
      title: 'An API key will expire soon',
      body: 'Please create a new one in Lexware and enter it in the settings. Nothing will be lost.',
    },
    keyExpired: {
      title: 'An API key has expired',
      body: 'Please create a new one in Lexware and enter it in the settings. Your data are safe.',
    },
  },
};

/** The words of a notification. They can be read on a locked screen and so name nothing of the business. */
export function noticeText(reason: NoticeReason, locale: 'de' | 'en'): NoticeText {
  return texts[locale][reason];
}
