import fs from 'node:fs';
import { at } from '../lib/paths.mjs';
import { mayShip } from './licence-rules.mjs';
import { thirdPartyLicences } from './notices.mjs';
import { shippedPackages } from './packages.mjs';
import { cycloneDx } from './sbom.mjs';

/** Where the packaging finds the licences and the bill of materials. */
export const legalFolder = at('out/legal');

/**
 * Writes THIRD-PARTY-LICENSES.txt and sbom.cdx.json for this machine into out/legal/.
 * @param {{ electron: string }} packed the version of Electron that is packed
 * @throws {Error} if something that ships is under a licence that Kontor cannot carry
 */
export function writeLegal({ electron }, machine = { platform: process.platform, arch: process.arch }) {
  const packages = shippedPackages(machine);
  const refused = packages.filter(({ name, licence }) => !mayShip(name, licence));
  if (refused.length > 0) throw new Error(`may not ship: ${refused.map(({ name }) => name).join(', ')}`);
  const { name, version, license: licence, dependencies } = JSON.parse(fs.readFileSync(at('package.json'), 'utf8'));
  const bom = cycloneDx({ name, version, licence, needs: Object.keys(dependencies) }, packages, electron);
  fs.mkdirSync(legalFolder, { recursive: true });
  fs.writeFileSync(at('out/legal/THIRD-PARTY-LICENSES.txt'), thirdPartyLicences(packages));
  fs.writeFileSync(at('out/legal/sbom.cdx.json'), `${JSON.stringify(bom, null, 2)}\n`);
}
