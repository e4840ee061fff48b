import * as v from 'valibot';
import { localNameSchema, organisationColours, type OrganisationColour } from '../../domain/organisation.ts';
import { guardValue } from '../store/storage-error.ts';
import type { Store } from '../store/store.ts';

const lookSchema = v.object({ name: localNameSchema, colour: v.picklist(organisationColours) });

/**
 * How a company looks on this machine: the user's name for it, empty where there is none, and its colour. It lies in
 * the company's own encrypted data, since a name is business data, and comes and goes with these.
 */
export type Look = v.InferOutput<typeof lookSchema>;

interface Company {
  id: string;
  store: Store;
}

const plain: Look = { name: '', colour: 'teal' };

/** The look that was stored, or `null` where there is none that can be read. */
export function storedLook(store: Store): Look | null {
  const stored = v.safeParse(lookSchema, store.meta.read('look'));
  return stored.success ? stored.output : null;
}

/** The look, in any case. */
export function lookOf(store: Store): Look {
  return storedLook(store) ?? plain;
}

/** Changes a part of the look. Throws what the store throws. */
export function changeLook(
  store: Store,
  change: { name?: string | undefined; colour?: OrganisationColour | undefined },
): void {
  const { name, colour } = lookOf(store);
  store.meta.write('look', { name: change.name ?? name, colour: change.colour ?? colour } satisfies Look);
}

/**
 * Gives a company that has no look yet the colour that the fewest others have, so that they are told apart from the first
 * moment on. A full disk only means that they look alike.
 */
export function giveColour({ id, store }: Company, all: readonly Company[]): void {
  guardValue(() => {
    if (storedLook(store) !== null) return;
    const others = all.filter((other) => other.id !== id).map((other) => lookOf(other.store).colour);
    changeLook(store, { colour: freeColour(others) });
  });
}

/** Of equally rare colours the first of the palette. */
function freeColour(taken: readonly OrganisationColour[]): OrganisationColour {
  const uses = (colour: OrganisationColour): number => taken.filter((one) => one === colour).length;
  return organisationColours.reduce((best, colour) => (uses(colour) < uses(best) ? colour : best));
}
