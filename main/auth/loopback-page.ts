/**
 * The only page that Kontor serves: it tells the user to go back. German first, then English, since the browser's user
 * may not be Kontor's; no script, no asset, nothing of the request in it.
 */
export type LoopbackPage = 'done' | 'refused' | 'nothingHere';

const texts: Record<LoopbackPage, { title: string; de: string; en: string }> = {
  done: {
    title: 'Kontor',
    de: 'Alles angekommen. Sie können diesen Tab schließen und zu Kontor zurückkehren.',
    en: 'All done here. You can close this tab and return to Kontor.',
  },
  refused: {
    title: 'Kontor',
    de: 'Diese Antwort passt zu keiner laufenden Anmeldung. Bitte beginnen Sie die Anmeldung in Kontor neu.',
    en: 'This answer belongs to no sign-in that is under way. Please start again in Kontor.',
  },
  nothingHere: { title: 'Kontor', de: 'Hier gibt es nichts.', en: 'There is nothing here.' },
};

/** The headers of every answer: not stored, not framed, no script, no referrer that would carry the code. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  connection: 'close',
} as const;

/** The page as HTML. */
export function renderPage(page: LoopbackPage): string {
  const { title, de, en } = texts[page];
  return (
    `<!doctype html><html lang="de"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">` +
    `<title>${title}</title></head><body><h1>${title}</h1><p>${de}</p><p lang="en">${en}</p></body></html>`
  );
}
