const pattern = /^\d{4}-(?:0[1-9]|1[0-2])-(?:[12]\d|0[1-9]|3[01])$/;

/**
 * Whether a text is a real calendar day, `yyyy-MM-dd`. Apart from the schemas, so that a window that only shows days
 * needs no library for checking.
 */
export function isIsoDate(text: string): boolean {
  if (!pattern.test(text)) return false;
  const [year = 0, month = 0, date = 0] = text.split('-').map(Number);
  const made = new Date(Date.UTC(year, month - 1, date));
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === date;
}
