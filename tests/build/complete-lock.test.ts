import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { missingVariants } from '../../build/complete-lock.mjs';

function variantsOf(optionalDependencies: Record<string, string>, others: Record<string, object> = {}): object {
  return missingVariants({ '': {}, 'node_modules/native': { optionalDependencies }, ...others });
}

describe('missingVariants', () => {
  it.each([
    ['@native/core-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
    ['@native/core-linux-arm64-gnu', { os: ['linux'], cpu: ['arm64'], libc: ['glibc'] }],
    ['@native/core-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'] }],
    ['@native/core-win32-x64-msvc', { os: ['win32'], cpu: ['x64'] }],
    ['@native/core-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
    ['native-freebsd-x64', { os: ['freebsd'], cpu: ['x64'] }],
  ])('adds %s for the machines that its name tells', (name, machines) => {
    expect(variantsOf({ [name]: '1.2.3' })).toEqual({
      [`node_modules/${name}`]: { version: '1.2.3', ...machines, optional: true },
    });
  });

  it('adds nothing that is there, beside the package or inside it', () => {
    const name = 'native-linux-x64';
    expect(variantsOf({ [name]: '1.2.3' }, { [`node_modules/${name}`]: {} })).toEqual({});
    expect(variantsOf({ [name]: '1.2.3' }, { [`node_modules/native/node_modules/${name}`]: {} })).toEqual({});
  });

  it.each([
    ['a range instead of a version', 'native-linux-x64', '^1.2.3'],
    ['a name that tells no system', 'native-extras', '1.2.3'],
  ])('leaves %s alone', (_what, name, version) => {
    expect(variantsOf({ [name]: version })).toEqual({});
  });

  it('finds nothing missing in our own lock file', () => {
    const lock = JSON.parse(fs.readFileSync('package-lock.json', 'utf8')) as {
      packages: Parameters<typeof missingVariants>[0];
    };
    expect(missingVariants(lock.packages)).toEqual({});
  });
});
