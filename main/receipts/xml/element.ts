import { limits } from '../limits.ts';

/** An element with its namespace resolved. `text` is its own text, entities decoded, without surrounding white space. */
export interface XmlElement {
  name: string;
  space: string;
  attributes: ReadonlyMap<string, string>;
  children: XmlElement[];
  text: string;
}

type Place = XmlElement | undefined;

/** All children with this local name. */
export function childrenOf(place: Place, name: string): XmlElement[] {
  return place?.children.filter((child) => child.name === name) ?? [];
}

/** The first element along a path of local names, such as `SellerTradeParty/Name`. */
export function at(place: Place, path: string): Place {
  let here = place;
  for (const name of path.split('/')) here = here?.children.find((child) => child.name === name);
  return here;
}

/** All elements at the end of a path: all of the last name, below the first of each name before. */
export function allAt(place: Place, path: string): XmlElement[] {
  const cut = path.lastIndexOf('/');
  return cut < 0 ? childrenOf(place, path) : childrenOf(at(place, path.slice(0, cut)), path.slice(cut + 1));
}

/** The text at a path; `null` for what is missing or empty. */
export function textAt(place: Place, path: string): string | null {
  const text = at(place, path)?.text.slice(0, limits.textLength) ?? '';
  return text === '' ? null : text;
}

/** An attribute at a path; `''` as path is the element itself. */
export function attributeAt(place: Place, path: string, name: string): string | null {
  const element = path === '' ? place : at(place, path);
  const value = element?.attributes.get(name)?.slice(0, limits.textLength) ?? '';
  return value === '' ? null : value;
}

/** Every element below and including this one, in the order of the document; the scan has limited the depth. */
export function* walk(root: XmlElement): Generator<XmlElement, void> {
  yield root;
  for (const child of root.children) yield* walk(child);
}
