import type { MenuItemConstructorOptions } from 'electron';
import type { Organisation } from '../../domain/organisation.ts';
import type { MenuTexts } from './menu-texts.ts';

/** What of an organisation stands in the menu. */
export type ListedOrganisation = Pick<Organisation, 'id' | 'name' | 'active'>;

export interface OrganisationMenuOptions {
  organisations: readonly ListedOrganisation[];
  texts: MenuTexts;
  onChoose: (id: string) => void;
  isMac: boolean;
}

/**
 * The companies, of which one is shown, in the order of the page's list. The first nine have the keys that the page
 * takes by itself; macOS cannot show a key without claiming it, and then tells the page.
 */
export function organisationItems(options: OrganisationMenuOptions): MenuItemConstructorOptions[] {
  const { organisations, texts, onChoose, isMac } = options;
  return organisations.map((organisation, place) => ({
    type: 'radio',
    label: labelOf(organisation, texts),
    checked: organisation.active,
    click: () => onChoose(organisation.id),
    ...(place < 9 ? { accelerator: `CommandOrControl+${place + 1}`, registerAccelerator: isMac } : {}),
  }));
}

/** A single `&` would mark a letter of the label as its key, and vanish. */
function labelOf({ id, name }: ListedOrganisation, texts: MenuTexts): string {
  return (name || `${texts.lockedOrganisation} ${id.slice(0, 8)}`).replaceAll('&', '&&');
}

/** Whether two lists look the same in the menu; replacing it would close it under the pointer. */
export function isSameMenu(a: readonly ListedOrganisation[], b: readonly ListedOrganisation[]): boolean {
  const line = ({ id, name, active }: ListedOrganisation): string => JSON.stringify([id, name, active]);
  return a.map(line).join() === b.map(line).join();
}
