import type { JsonObject } from './json.ts';

const codes =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC ' +
  'CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB ' +
  'GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE ' +
  'KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT ' +
  'MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU ' +
  'RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ ' +
  'UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW';

const memberStates = new Set(
  'AT BE BG CY CZ DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/** Special tax zones have codes of their own (API reference 3.3). */
const zones: Record<string, [string, string]> = {
  ES_CN: ['Canary Islands', 'Kanarische Inseln'],
  ES_CE: ['Ceuta', 'Ceuta'],
  ES_ML: ['Melilla', 'Melilla'],
  GB_NIR: ['Northern Ireland', 'Nordirland'],
  GR_69: ['Mount Athos', 'Berg Athos'],
};

function classificationOf(code: string): string {
  if (code === 'DE') return 'de';
  return memberStates.has(code) || code === 'GB_NIR' ? 'intraCommunity' : 'thirdPartyCountry';
}

function buildCountries(): JsonObject[] {
  const english = new Intl.DisplayNames('en', { type: 'region' });
  const german = new Intl.DisplayNames('de', { type: 'region' });
  const plain = codes.split(' ').map((code) => ({ code, en: english.of(code) ?? code, de: german.of(code) ?? code }));
  const special = Object.entries(zones).map(([code, [en, de]]) => ({ code, en, de }));
  return [...plain, ...special].map(({ code, en, de }) => ({
    countryCode: code,
    countryNameEN: en,
    countryNameDE: de,
    taxClassification: classificationOf(code),
  }));
}

/** Every country, as `GET /v1/countries` answers it (API reference 4.17). */
export const countries: readonly JsonObject[] = buildCountries();

const known = new Set(countries.map((country) => country.countryCode));

/** Whether Lexware knows this country code. */
export function isCountry(code: string): boolean {
  return known.has(code);
}
