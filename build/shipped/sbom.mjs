import { createHash } from 'node:crypto';

const purl = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

function hashOf(integrity) {
  const [algorithm, value] = integrity.split('-', 2);
  if (algorithm !== 'sha512') throw new Error(`not a sha512: ${integrity}`);
  return { alg: 'SHA-512', content: Buffer.from(value, 'base64').toString('hex') };
}

const isExpression = (licence) => / (OR|AND) /.test(licence);

function licencesOf(licence) {
  return isExpression(licence) ? [{ expression: licence }] : [{ license: { id: licence } }];
}

/** Two copies of one version in different folders are two components, so the folder is part of the reference. */
const refOf = ({ place, name, version }) => `${purl(name, version)}#${place}`;

function component(one) {
  return {
    type: 'library',
    'bom-ref': refOf(one),
    name: one.name,
    version: one.version,
    hashes: [hashOf(one.integrity)],
    licenses: licencesOf(one.licence),
    purl: purl(one.name, one.version),
  };
}

/**
 * The package that `name` means inside of the folder `place`, by Node's rule.
 * @template T
 * @param {Map<string, T>} byPlace
 * @param {string} place
 * @param {string} name
 * @returns {T | undefined}
 */
function resolve(byPlace, place, name) {
  const found = byPlace.get(place === '' ? `node_modules/${name}` : `${place}/node_modules/${name}`);
  if (found || place === '') return found;
  return resolve(byPlace, place.slice(0, Math.max(0, place.lastIndexOf('node_modules/') - 1)), name);
}

/** A number made of the contents (UUID version 8): the same contents have the same. */
function serialNumber(text) {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(hex[16], 16) & 3) | 8).toString(16);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, variant + hex.slice(17, 20)];
  return `urn:uuid:${[...parts, hex.slice(20, 32)].join('-')}`;
}

/**
 * The bill of materials of a package, as CycloneDX 1.6. The same packages give the same bytes: there is no time in it.
 * @param {{ name: string, version: string, licence: string, needs: string[] }} app
 * @param {ReturnType<import('./packages.mjs').shippedPackages>} packages
 * @param {string} electron the version of Electron that is packed
 */
export function cycloneDx(app, packages, electron) {
  const root = purl(app.name, app.version);
  const shell = purl('electron', electron);
  const byPlace = new Map(packages.map((one) => [one.place, one]));
  /** @type {(place: string, needs: string[]) => string[]} */
  const refs = (place, needs) =>
    needs
      .flatMap((name) => resolve(byPlace, place, name) ?? [])
      .map(refOf)
      .sort();
  const licenses = licencesOf('MIT');
  const contents = {
    metadata: { component: { type: 'application', 'bom-ref': root, ...pick(app), licenses, purl: root } },
    components: [
      { type: 'framework', 'bom-ref': shell, name: 'electron', version: electron, licenses, purl: shell },
      ...packages.map(component),
    ],
    dependencies: [
      { ref: root, dependsOn: [shell, ...refs('', app.needs)] },
      { ref: shell, dependsOn: [] },
      ...packages.map((one) => ({ ref: refOf(one), dependsOn: refs(one.place, one.needs) })),
    ],
  };
  const head = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
  };
  return { ...head, serialNumber: serialNumber(JSON.stringify(contents)), version: 1, ...contents };
}

function pick({ name, version }) {
  return { name, version };
}
