import type { Icon } from '../../ui/icon.ts';

/** The groups of the palette, in the order in which they stand. */
export const paletteGroups = [
  'recent',
  'commands',
  'places',
  'organisations',
  'settings',
  'invoices',
  'drafts',
  'receipts',
  'contacts',
] as const;
export type PaletteGroup = (typeof paletteGroups)[number];

/** Something that the palette can do or lead to. */
export interface PaletteEntry {
  /** Stable, so that what was used last is found again; never holds a name or number of the business. */
  id: string;
  group: PaletteGroup;
  label: string;
  /** A second, paler word beside the label. */
  hint?: string | undefined;
  icon: Icon;
  /** The key that does the same. */
  keys?: string | undefined;
  run: () => void;
}

/** Small letters without marks, `ß` as `ss`: `Größe` is found by `grosse` and by `größe`. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
}

/** How well an entry fits what was typed: 0 not at all; every word must occur, and the start of a word counts more. */
function scoreOf({ label, hint = '' }: PaletteEntry, typed: readonly string[]): number {
  const text = folded(label);
  const all = `${text} ${folded(hint)}`;
  const scores = typed.map((word): number => {
    if (text.startsWith(word)) return 3;
    if (all.split(/[\s:,()/-]+/u).some((part) => part.startsWith(word))) return 2;
    return all.includes(word) ? 1 : 0;
  });
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0);
}

/** The entries that fit what was typed, the best first; those that fit equally well stay in their order. */
export function matchingEntries(entries: readonly PaletteEntry[], text: string): PaletteEntry[] {
  const typed = folded(text).split(/\s+/u).filter(Boolean);
  if (typed.length === 0) return [...entries];
  return entries
    .map((entry) => ({ entry, score: scoreOf(entry, typed) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ entry }) => entry);
}

/** Takes what was used last out of its group and puts it in front, in that order. */
export function withRecent(entries: readonly PaletteEntry[], recent: readonly string[]): PaletteEntry[] {
  const used = recent.flatMap((id) => entries.find((entry) => entry.id === id) ?? []);
  const rest = entries.filter((entry) => !used.includes(entry));
  return [...used.map((entry) => ({ ...entry, group: 'recent' as const })), ...rest];
}
