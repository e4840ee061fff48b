import type { Letterhead } from '../api/store.ts';

/** Something that a company sells; the price is in cents and net, or gross where the company states gross prices. */
export interface Offer {
  title: string;
  description?: string;
  type: 'PRODUCT' | 'SERVICE';
  unit: string;
  cents: number;
  rate: 0 | 7 | 19;
}

/** A company to be seeded. */
export interface CompanyPlan {
  letterhead: Letterhead;
  taxType: 'net' | 'gross' | 'vatfree';
  smallBusiness: boolean;
  eInvoice: boolean;
  /** Who signs in for it. */
  user: { user: string; password: string; name: string; email: string };
  offers: readonly Offer[];
}

const workshop: readonly Offer[] = [
  { title: 'Werkstattstunde', description: 'Meister', type: 'SERVICE', unit: 'Stunde', cents: 9_500, rate: 19 },
  { title: 'Werkstattstunde Geselle', type: 'SERVICE', unit: 'Stunde', cents: 6_800, rate: 19 },
  {
    title: 'Refit Teakdeck',
    description: 'Fugen erneuert, geschliffen, versiegelt',
    type: 'SERVICE',
    unit: 'm²',
    cents: 28_950,
    rate: 19,
  },
  {
    title: 'Eichenbohle 40 mm',
    description: 'besäumt, kammergetrocknet',
    type: 'PRODUCT',
    unit: 'lfm',
    cents: 3_465,
    rate: 19,
  },
  { title: 'Epoxidharz 5 kg', type: 'PRODUCT', unit: 'Gebinde', cents: 11_890, rate: 19 },
  {
    title: 'Edelstahlschrauben A4 5×60',
    description: 'Paket zu 200 Stück',
    type: 'PRODUCT',
    unit: 'Paket',
    cents: 4_275,
    rate: 19,
  },
  { title: 'Anfahrt', type: 'SERVICE', unit: 'km', cents: 85, rate: 19 },
  { title: 'Kranen und Stellen', type: 'SERVICE', unit: 'Pauschal', cents: 24_000, rate: 19 },
  { title: 'Fachbuch „Holzboote pflegen“', type: 'PRODUCT', unit: 'Stück', cents: 3_262, rate: 7 },
  {
    title: 'Winterlager Halle',
    description: 'pro Quadratmeter Stellfläche',
    type: 'SERVICE',
    unit: 'm²',
    cents: 5_450,
    rate: 19,
  },
];

const photography: readonly Offer[] = [
  {
    title: 'Porträtaufnahmen',
    description: 'Studio, 90 Minuten, 10 Bilder',
    type: 'SERVICE',
    unit: 'Pauschal',
    cents: 24_000,
    rate: 0,
  },
  { title: 'Hochzeitsreportage', type: 'SERVICE', unit: 'Stunde', cents: 18_000, rate: 0 },
  { title: 'Bildbearbeitung', type: 'SERVICE', unit: 'Stunde', cents: 6_500, rate: 0 },
  { title: 'Abzug 30×40', description: 'Barytpapier', type: 'PRODUCT', unit: 'Stück', cents: 3_900, rate: 0 },
  {
    title: 'Nutzungsrecht Druck',
    description: 'einfach, zwei Jahre',
    type: 'SERVICE',
    unit: 'Bild',
    cents: 8_500,
    rate: 0,
  },
];

const coffee: readonly Offer[] = [
  { title: 'Espresso „Alte Messe“', description: 'ganze Bohne', type: 'PRODUCT', unit: 'kg', cents: 2_690, rate: 7 },
  { title: 'Filterkaffee Äthiopien', type: 'PRODUCT', unit: 'kg', cents: 3_180, rate: 7 },
  { title: 'Entkoffeiniert', type: 'PRODUCT', unit: 'kg', cents: 2_950, rate: 7 },
  { title: 'Mühle Wartung', type: 'SERVICE', unit: 'Stück', cents: 8_900, rate: 19 },
  {
    title: 'Siebträger mieten',
    description: 'pro Tag, mit Einweisung',
    type: 'SERVICE',
    unit: 'Tag',
    cents: 11_900,
    rate: 19,
  },
  { title: 'Baristakurs', type: 'SERVICE', unit: 'Person', cents: 9_500, rate: 19 },
  { title: 'Pfandkiste', type: 'PRODUCT', unit: 'Stück', cents: 500, rate: 19 },
];

const consulting: readonly Offer[] = [
  { title: 'Beratung', type: 'SERVICE', unit: 'Stunde', cents: 12_500, rate: 19 },
  {
    title: 'Workshop',
    description: 'ganztägig, bis zwölf Personen',
    type: 'SERVICE',
    unit: 'Tag',
    cents: 168_000,
    rate: 19,
  },
  { title: 'Wartung', description: 'monatlich', type: 'SERVICE', unit: 'Monat', cents: 24_900, rate: 19 },
  { title: 'Ersatzteilpaket', type: 'PRODUCT', unit: 'Stück', cents: 7_345, rate: 19 },
  { title: 'Handbuch', type: 'PRODUCT', unit: 'Stück', cents: 1_869, rate: 7 },
];

interface Short {
  name: string;
  street: string;
  zip: string;
  city: string;
  domain: string;
  phone: string;
  court: string;
  manager: string;
}

function letterhead(short: Short, index: number): Letterhead {
  const digits = String(100_200_300 + index * 7_919);
  return {
    name: short.name,
    street: short.street,
    zip: short.zip,
    city: short.city,
    phone: short.phone,
    email: `buero@${short.domain}`,
    web: `www.${short.domain}`,
    taxNumber: `20/${digits.slice(0, 3)}/${digits.slice(3, 8)}`,
    vatId: `DE${digits}`,
    bank: 'Förde Sparkasse',
    iban: `DE02 2105 0170 ${digits.slice(0, 4)} ${digits.slice(4, 8)} ${digits.slice(7)}`,
    bic: 'NOLADE21KIE',
    register: short.court,
    managers: short.manager,
  };
}

const nordlicht: Short = {
  name: 'Nordlicht Werkstatt GmbH',
  street: 'Hafenweg 7',
  zip: '24103',
  city: 'Kiel',
  domain: 'nordlicht-werkstatt.example',
  phone: '0431 555010',
  court: 'Amtsgericht Kiel, HRB 10432',
  manager: 'Geschäftsführerin: Ida Petersen',
};
const photographer: Short = {
  name: 'Käthe Lindemann Fotografie',
  street: 'Gerberau 12',
  zip: '79098',
  city: 'Freiburg im Breisgau',
  domain: 'lindemann-foto.example',
  phone: '0761 555020',
  court: '',
  manager: 'Inhaberin: Käthe Lindemann',
};
const roastery: Short = {
  name: 'Kaffeerösterei Süßmilch OHG',
  street: 'Karl-Heine-Straße 40',
  zip: '04229',
  city: 'Leipzig',
  domain: 'suessmilch-kaffee.example',
  phone: '0341 555030',
  court: 'Amtsgericht Leipzig, HRA 2287',
  manager: 'Gesellschafter: Emil und Zoë Süßmilch',
};
const more: readonly (readonly [string, string, string, string])[] = [
  ['Deichgraf Ingenieure PartG mbB', 'Am Deich 3', '25813', 'Husum'],
  ['Hansen & Söhne Metallbau GmbH', 'Gewerbering 21', '24941', 'Flensburg'],
  ['Elbdruck Medien GmbH & Co. KG', 'Große Elbstraße 9', '22767', 'Hamburg'],
  ['Waldfrieden Pflegedienst gGmbH', 'Lindenallee 2', '34117', 'Kassel'],
  ['Isarhof Softwarehaus AG', 'Auenstraße 15', '80469', 'München'],
  ['Bäckerei Öztürk e. K.', 'Venloer Straße 88', '50823', 'Köln'],
];

function furtherCompany(index: number): CompanyPlan {
  const [name, street, zip, city] = more[(index - 3) % more.length] ?? ['Weitere GmbH', 'Weg 1', '10115', 'Berlin'];
  const round = Math.floor((index - 3) / more.length);
  const number = String(index + 1);
  const short = { name: round === 0 ? name : `${name} ${String(round + 1)}`, street, zip, city };
  const details = { domain: `firma-${number}.example`, phone: '030 555040', court: '', manager: '' };
  return {
    letterhead: letterhead({ ...short, ...details }, index),
    taxType: 'net',
    smallBusiness: false,
    eInvoice: index % 2 === 0,
    user: {
      user: `user${number}`,
      password: `sandbox-${number}`,
      name: `Alex Muster ${number}`,
      email: `user${number}@firma-${number}.example`,
    },
    offers: consulting,
  };
}

const first: readonly CompanyPlan[] = [
  {
    letterhead: letterhead(nordlicht, 0),
    taxType: 'net',
    smallBusiness: false,
    eInvoice: true,
    user: { user: 'ida', password: 'nordlicht', name: 'Ida Petersen', email: 'ida@nordlicht-werkstatt.example' },
    offers: workshop,
  },
  {
    letterhead: letterhead(photographer, 1),
    taxType: 'vatfree',
    smallBusiness: true,
    eInvoice: false,
    user: { user: 'kaethe', password: 'silbersalz', name: 'Käthe Lindemann', email: 'kaethe@lindemann-foto.example' },
    offers: photography,
  },
  {
    letterhead: letterhead(roastery, 2),
    taxType: 'gross',
    smallBusiness: false,
    eInvoice: true,
    user: { user: 'emil', password: 'crema', name: 'Emil Süßmilch', email: 'emil@suessmilch-kaffee.example' },
    offers: coffee,
  },
];

/** The company at this place: first a workshop, a small business without VAT and one with gross prices, then others. */
export function companyPlan(index: number): CompanyPlan {
  return first[index] ?? furtherCompany(index);
}
