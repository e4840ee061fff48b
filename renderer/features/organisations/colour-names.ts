import type { OrganisationColour } from '../../../domain/organisation.ts';
import { m } from '../../i18n/paraglide/messages.js';

/** What each colour is called; it is never shown without a name. */
export const colourNames: Record<OrganisationColour, () => string> = {
  teal: () => m.organisations_colour_teal(),
  blue: () => m.organisations_colour_blue(),
  violet: () => m.organisations_colour_violet(),
  pink: () => m.organisations_colour_pink(),
  red: () => m.organisations_colour_red(),
  orange: () => m.organisations_colour_orange(),
  olive: () => m.organisations_colour_olive(),
  slate: () => m.organisations_colour_slate(),
};
