import type { InvoiceFormat, InvoiceProfile } from '../../domain/electronic-invoice.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface ProfileReading {
  format: InvoiceFormat;
  profile: InvoiceProfile | null;
  version: string | null;
}

type Named = { profile: InvoiceProfile; version: string | null } | null;

const xrechnung = /[:#]xrechnung[_:](\d+\.\d+)/i;
const firstEdition = /^urn:ferd:(?:invoice:(?:rc|1\.0)|CrossIndustryDocument:invoice:1p0)(?::(.+))?$/i;
const firstEditionNames: Record<string, InvoiceProfile> = {
  basic: 'BASIC',
  comfort: 'COMFORT',
  komfort: 'COMFORT',
  extended: 'EXTENDED',
};

/** The ends of ZUGFeRD's and Factur-X's guidelines; both spellings of each occur. */
const laterProfiles: [RegExp, InvoiceProfile][] = [
  [/(^|[:#])minimum$/, 'MINIMUM'],
  [/(^|[:#])basic-?wl$/, 'BASIC WL'],
  [/(^|[:#])basic$/, 'BASIC'],
  [/(^|[:#])extended$/, 'EXTENDED'],
  [/(^|[:#])(en16931|comfort)$/, 'EN 16931'],
];

/** The names that the embedded invoice may have; case differs between editions and programs. */
export const embeddedNames = ['factur-x.xml', 'zugferd-invoice.xml', 'xrechnung.xml', 'order-x.xml'] as const;

/**
 * Format and profile from the specification identifier (BT-24), the vocabulary, and the name under which the XML lies in
 * a PDF. ZUGFeRD 2.1 and later are the same as Factur-X 1.0 and use its name.
 * @param embeddedName name of the embedded file, lower case; `null` for XML that stands alone
 */
export function profileOf(
  guideline: string | null,
  vocabulary: Vocabulary,
  embeddedName: string | null,
): ProfileReading {
  const id = (guideline ?? '').trim();
  const named = xrechnungOf(id) ?? firstEditionOf(id) ?? laterOf(id);
  const format = formatOf(id, vocabulary, embeddedName, named);
  return { format, profile: named?.profile ?? null, version: named?.version ?? versionOf(format) };
}

function xrechnungOf(id: string): Named {
  const version = xrechnung.exec(id)?.[1];
  return version === undefined ? null : { profile: 'XRECHNUNG', version };
}

function firstEditionOf(id: string): Named {
  const match = firstEdition.exec(id);
  if (match === null) return null;
  const profile = firstEditionNames[match[1]?.toLowerCase() ?? 'comfort'];
  return profile === undefined ? null : { profile, version: '1.0' };
}

function laterOf(id: string): Named {
  const lower = id.toLowerCase();
  const version = lower.includes('zugferd.de:2p0') ? '2.0' : lower.includes('factur-x.eu:1p0') ? '1.0' : null;
  if (lower.includes('peppol.eu')) return { profile: 'PEPPOL', version: '3.0' };
  if (lower === 'urn:cen.eu:en16931:2017') return { profile: 'EN 16931', version };
  if (version === null) return null;
  const found = laterProfiles.find(([end]) => end.test(lower));
  return found === undefined ? null : { profile: found[1], version };
}

function formatOf(id: string, vocabulary: Vocabulary, embeddedName: string | null, named: Named): InvoiceFormat {
  if (vocabulary.kind === 'ubl') return named?.profile === 'XRECHNUNG' ? 'XRechnung UBL' : 'UBL';
  if (vocabulary.isFirstEdition) return 'ZUGFeRD 1';
  if (embeddedName === null) return loneFormatOf(id, named);
  return embeddedName === 'factur-x.xml' ? 'Factur-X' : 'ZUGFeRD 2';
}

function loneFormatOf(id: string, named: Named): InvoiceFormat {
  if (named?.profile === 'XRECHNUNG') return 'XRechnung CII';
  if (id.includes('factur-x.eu')) return 'Factur-X';
  return id.includes('zugferd.de') ? 'ZUGFeRD 2' : 'CII';
}

function versionOf(format: InvoiceFormat): string | null {
  switch (format) {
    case 'ZUGFeRD 1':
    case 'Factur-X':
      return '1.0';
    case 'ZUGFeRD 2':
      return '2.0';
    default:
      return null;
  }
}
