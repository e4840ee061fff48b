import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { packagingConfig } from '../../../build/packages/targets.mjs';

const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const schemaFile = path.join(path.dirname(builder.resolve('app-builder-lib/package.json')), 'scheme.json');
const schema = JSON.parse(fs.readFileSync(schemaFile, 'utf8')) as object;
// The schema carries words of its generator; types may be unions.
const validate = new Ajv({ strict: false, allowUnionTypes: true, allErrors: false, logger: false }).compile(schema);

interface Config {
  files: string[];
  protocols: { schemes: string[] }[];
  asar: boolean;
  asarUnpack: string[];
  afterPack: string;
  electronFuses?: unknown;
  disableAsarIntegrity?: boolean;
  fileAssociations?: unknown;
  extraResources: { from: string; to: string }[];
  linux: { target: string[]; mimeTypes: string[]; fileAssociations?: unknown };
  mac: Record<string, unknown> & { target: string[]; fileAssociations: { ext: string; rank: string }[] };
  win: Record<string, unknown> & { target: string[]; fileAssociations?: unknown };
  nsis: Record<string, unknown>;
}

const config = packagingConfig() as Config;

describe('electron-builder.yml', () => {
  it('is what electron-builder’s own schema asks for', () => {
    expect(validate(config), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    ['a word that electron-builder does not know', { ...config, linux: { ...config.linux, icons: 'build/icons' } }],
    ['a target that is a number', { ...config, win: { target: 7 } }],
    ['a fuse that is no switch', { ...config, electronFuses: { runAsNode: 'off' } }],
  ])('would be refused with %s', (_what, wrong) => {
    expect(validate(wrong)).toBe(false);
  });

  it('names the packages of the three systems', () => {
    expect(config.linux.target).toEqual(['AppImage', 'deb', 'rpm', 'tar.gz']);
    expect(config.mac.target).toEqual(['dmg', 'zip']);
    expect(config.win.target).toEqual(['nsis', 'zip']);
  });

  it('registers the scheme, and offers the app for PDF and XML without taking the default', () => {
    expect(config.protocols.flatMap(({ schemes }) => schemes)).toEqual(['app.kontor.desktop']);
    expect(config.linux.mimeTypes).toEqual(['application/pdf', 'application/xml', 'text/xml']);
    expect(config.mac.fileAssociations.map(({ ext, rank }) => [ext, rank])).toEqual([
      ['pdf', 'Alternate'],
      ['xml', 'Alternate'],
    ]);
    expect([config.fileAssociations, config.linux.fileAssociations, config.win.fileAssociations]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const installer = fs.readFileSync('build/installer.nsh', 'utf8');
    expect(installer).toContain('SupportedTypes" ".pdf"');
    expect(installer).toContain('SupportedTypes" ".xml"');
  });

  it('keeps the archive’s integrity, the database outside of it, and leaves the fuses to the hook that forgets none', () => {
    expect(config.asar).toBe(true);
    expect(config.disableAsarIntegrity).toBeUndefined();
    expect(config.asarUnpack).toEqual(['node_modules/@libsql/**']);
    expect(config.electronFuses).toBeUndefined();
    expect(fs.readFileSync(config.afterPack, 'utf8')).toContain('setFuses(');
  });

  it('ships the licences', () => {
    expect(config.extraResources.map(({ from }) => from)).toEqual(
      expect.arrayContaining(['LICENSE', 'out/legal', 'node_modules/libheif-js/libheif-wasm']),
    );
  });

  it('hardens macOS packages, asks for no more than compiling, and names nobody who signs', () => {
    expect(config.mac).toMatchObject({ hardenedRuntime: true, entitlements: 'build/entitlements.mac.plist' });
    for (const name of ['build/entitlements.mac.plist', 'build/entitlements.mac.inherit.plist']) {
      const keys = [...fs.readFileSync(name, 'utf8').matchAll(/<key>(.*?)<\/key>/g)].map(([, key]) => key);
      expect(keys).toEqual(['com.apple.security.cs.allow-jit']);
    }
    expect(JSON.stringify(config)).not.toMatch(
      /"(identity|cscLink|cscKeyPassword|certificateFile|provisioningProfile)"/,
    );
  });

  it('installs on Windows for one user, without an administrator, and leaves the data when it goes', () => {
    expect(config.nsis).toMatchObject({ perMachine: false, deleteAppDataOnUninstall: false });
    expect(config.win).toMatchObject({ requestedExecutionLevel: 'asInvoker' });
  });
});
