/** The native menu is built before the page exists, so its few texts stand here, in both languages together. */
const texts = {
  de: {
    file: 'Datei',
    newInvoice: 'Neue Rechnung',
    sync: 'Abgleichen',
    settings: 'Einstellungen …',
    quit: 'Kontor beenden',
    edit: 'Bearbeiten',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    selectAll: 'Alles auswählen',
    search: 'Suchen',
    view: 'Ansicht',
    invoices: 'Rechnungen',
    drafts: 'Entwürfe',
    outbox: 'Ausgang',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    zoomReset: 'Originalgröße',
    fullScreen: 'Vollbild',
    devTools: 'Entwicklerwerkzeuge',
  },
  en: {
    file: 'File',
    newInvoice: 'New invoice',
    sync: 'Synchronise',
    settings: 'Settings …',
    quit: 'Quit Kontor',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    search: 'Search',
    view: 'View',
    invoices: 'Invoices',
    drafts: 'Drafts',
    outbox: 'Outbox',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    zoomReset: 'Actual size',
    fullScreen: 'Full screen',
    devTools: 'Developer tools',
  },
} as const;

export type MenuTexts = Record<keyof (typeof texts)['de'], string>;

/** The texts of the native menu in one language. */
export function menuTexts(locale: 'de' | 'en'): MenuTexts {
  return texts[locale];
}
