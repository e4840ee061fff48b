import { createHash } from 'node:crypto';
import type { JsonObject } from './json.ts';

interface Category {
  name: string;
  id?: string;
  contactRequired?: boolean;
  splitAllowed?: boolean;
}

/** The ids that the API reference names (4.12) are Lexware's; the others are derived from the name. */
const income: Category[] = [
  { name: 'Warenverkäufe', id: '8f8664a8-fd86-11e1-a21f-0800200c9a66' },
  { name: 'Dienstleistungen', id: '8f8664a0-fd86-11e1-a21f-0800200c9a66' },
  { name: 'Einnahmen', id: '8f8664a1-fd86-11e1-a21f-0800200c9a66' },
  { name: 'Innergemeinschaftliche Lieferung', id: '9075a4e3-66de-4795-a016-3889feca0d20', contactRequired: true },
  { name: 'Fremdleistungen § 13b', id: '380a20cb-d04c-426e-b49c-84c22adfa362', contactRequired: true },
  { name: 'Ausfuhrlieferungen an Drittländer', id: '93d24c20-ea84-424e-a731-5e1b78d1e6a9', contactRequired: true },
  { name: 'Dienstleistungen an Drittländer', id: 'ef5b1a6e-f690-4004-9a19-91276348894f', contactRequired: true },
  { name: 'Einnahmen als Kleinunternehmer', id: 'f5c7fee8-f184-4e7a-ab04-8f7e7ad6c207' },
  { name: 'Fernverkäufe', id: '7c112b66-0565-479c-bc18-5845e080880a' },
  { name: 'Elektronische Dienstleistungen', id: 'd73b880f-c24a-41ea-a862-18d90e1c3d82' },
  { name: 'Mieteinnahmen' },
  { name: 'Provisionen' },
];

const outgo: Category[] = [
  { name: 'Bürobedarf', id: '16d04a28-fd91-11e1-a21f-0800200c9a66' },
  { name: 'Wareneinkauf' },
  { name: 'Material' },
  { name: 'Fremdleistungen' },
  { name: 'Miete und Nebenkosten' },
  { name: 'Strom, Wasser, Gas' },
  { name: 'Telefon und Internet' },
  { name: 'Software und Lizenzen' },
  { name: 'Fahrzeugkosten' },
  { name: 'Reisekosten' },
  { name: 'Bewirtung', splitAllowed: false },
  { name: 'Porto' },
  { name: 'Werbung' },
  { name: 'Versicherungen' },
  { name: 'Rechts- und Beratungskosten' },
  { name: 'Fortbildung' },
  { name: 'Reparatur und Instandhaltung' },
  { name: 'Innergemeinschaftlicher Erwerb', contactRequired: true },
];

function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function toJson(category: Category, type: 'income' | 'outgo'): JsonObject {
  return {
    id: category.id ?? idOf(category.name),
    name: category.name,
    type,
    contactRequired: category.contactRequired ?? false,
    splitAllowed: category.splitAllowed ?? true,
    groupName: type === 'income' ? 'Einnahmen' : 'Ausgaben',
  };
}

/** Income and outgo categories, as `GET /v1/posting-categories` answers them; far fewer than a real account has. */
export const postingCategories: readonly JsonObject[] = [
  ...income.map((category) => toJson(category, 'income')),
  ...outgo.map((category) => toJson(category, 'outgo')),
];
