import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mayShip } from '../../../build/shipped/licence-rules.mjs';
import { licenceTexts, thirdPartyLicences } from '../../../build/shipped/notices.mjs';
import { machines, shippedPackages } from '../../../build/shipped/packages.mjs';
import { cycloneDx } from '../../../build/shipped/sbom.mjs';

const linux = { platform: 'linux', arch: 'x64' };
const here = shippedPackages(linux);
const app = { name: 'kontor', version: '0.1.0', licence: 'MIT', needs: ['libsql', 'svelte'] };

describe('mayShip', () => {
  it.each(['MIT', 'ISC', 'Apache-2.0', '(MIT OR CC0-1.0)', '(MIT AND Zlib)', '(GPL-3.0-only OR MIT)', 'OFL-1.1'])(
    'takes %s',
    (licence) => expect(mayShip('some-package', licence)).toBe(true),
  );

  it.each([
    ...['GPL-3.0', 'GPL-2.0-or-later', 'AGPL-3.0-only', 'LGPL-3.0', 'SSPL-1.0', 'UNLICENSED', 'MIT AND GPL-3.0', ''],
    ...['(AGPL-3.0 OR GPL-3.0)', 'SEE LICENSE IN FILE', undefined],
  ])('refuses %s', (licence) => expect(mayShip('some-package', licence)).toBe(false));

  it('takes the LGPL of libheif alone', () => {
    expect(mayShip('libheif-js', 'LGPL-3.0')).toBe(true);
    expect(mayShip('libheif-js', 'GPL-3.0')).toBe(false);
  });
});

describe('what ships', () => {
  it.each(machines)('on $platform $arch is under licences that Kontor can carry', (machine) => {
    const packages = shippedPackages(machine);
    expect(packages.length).toBeGreaterThan(50);
    expect(packages.filter(({ name, licence }) => !mayShip(name, licence))).toEqual([]);
  });

  it.each(machines)('on $platform $arch has one database', (machine) => {
    const names = shippedPackages(machine).map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('@libsql/'))).toHaveLength(1);
  });

  it('holds all dependencies, and nothing that is for development', () => {
    const { dependencies, devDependencies } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as {
      dependencies: Record<string, string>;
      devDependencies: Record<string, string>;
    };
    const names = here.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies)));
    // These are needed by what ships as well.
    expect(Object.keys(devDependencies).filter((name) => names.includes(name))).toEqual(['ajv', 'fflate']);
  });
});

describe('THIRD-PARTY-LICENSES.txt', () => {
  it('has the text of every package', () => {
    const text = thirdPartyLicences(here);
    for (const one of here) {
      expect(text).toContain(`\n${one.name} ${one.version} (${one.licence})\n`);
      for (const licence of licenceTexts(one)) expect(licence.length, one.name).toBeGreaterThan(200);
    }
  });

  it('shows that a package that names no licence brings the text of the one that it is listed under', () => {
    const [toolbelt] = here.filter(({ name }) => name === 'svelte-toolbelt');
    expect(licenceTexts(toolbelt)[0]).toMatch(/^MIT License/);
  });

  it('is refused where a text is missing that the licence asks for', () => {
    const lost = here.slice(0, 1).map((one) => ({ ...one, place: 'nowhere', licence: 'Apache-2.0' }));
    expect(() => thirdPartyLicences(lost)).toThrow('brings no text');
  });

  it('is the same each time', () => {
    expect(thirdPartyLicences(here)).toBe(thirdPartyLicences(shippedPackages(linux)));
  });
});

describe('the bill of materials', () => {
  const bom = cycloneDx(app, here, '45.4.1');

  it('names the app, Electron and every package with its digest', () => {
    expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
    expect(bom.metadata.component).toMatchObject({ name: 'kontor', version: '0.1.0' });
    expect(bom.components).toHaveLength(here.length + 1);
    const [electron, ...packages] = bom.components;
    expect(electron?.purl).toBe('pkg:npm/electron@45.4.1');
    for (const one of packages) {
      expect('hashes' in one && one.hashes[0]).toMatchObject({ alg: 'SHA-512' });
      expect('hashes' in one && one.hashes[0]?.content).toMatch(/^[0-9a-f]{128}$/);
      expect(one.purl).toMatch(/^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@[\w.-]+$/);
    }
  });

  it('leads from each package to those that it needs, which are all there', () => {
    const references = new Set(bom.components.map((one) => one['bom-ref']));
    for (const { ref, dependsOn } of bom.dependencies) {
      expect(
        dependsOn.filter((one) => !references.has(one)),
        ref,
      ).toEqual([]);
    }
    const svelteSonner = bom.dependencies.find(({ ref }) => ref.startsWith('pkg:npm/svelte-sonner@'));
    expect(svelteSonner?.dependsOn).toContain('pkg:npm/runed@0.28.0#node_modules/svelte-sonner/node_modules/runed');
  });

  it('is the same for the same packages, tells no time, and another for others', () => {
    expect(JSON.stringify(cycloneDx(app, shippedPackages(linux), '45.4.1'))).toBe(JSON.stringify(bom));
    expect(JSON.stringify(bom)).not.toMatch(/timestamp/);
    expect(cycloneDx(app, here, '45.4.2').serialNumber).not.toBe(bom.serialNumber);
    expect(bom.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
