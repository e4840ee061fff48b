const place = 'palette:recent';
const most = 4;

/** The ids of the entries used last, the latest first. */
export function recentEntries(): string[] {
  const kept = localStorage.getItem(place);
  return kept === null || kept === '' ? [] : kept.split(' ').slice(0, most);
}

/** Remembers that an entry was used. Only ids of commands and places are kept, nothing of the business. */
export function rememberEntry(id: string): void {
  const others = recentEntries().filter((known) => known !== id);
  localStorage.setItem(place, [id, ...others].slice(0, most).join(' '));
}
