/**
 * Every fuse of Electron, and how it is set in packages. WebAssembly keeps its trap handlers, as Electron comes: without
 * them it is slower and no safer.
 */
const fuses = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
};

/**
 * The fuses of older Electrons, which developers' packages may be made of, end before the last one. Electron's tool
 * refuses a fuse that the binary lacks, and (strictly) one that the binary has and nobody has decided about.
 * @param {Record<string, number>} names the fuses that the tool knows: FuseV1Options
 * @param {number} length how many fuses the binary has
 * @returns {Record<string, boolean>}
 */
export function fuseSettings(names, length) {
  const known = Object.entries(fuses).map(([name, value]) => [names[name], value]);
  const oldest = names.GrantFileProtocolExtraPrivileges;
  if (length <= oldest) throw new Error(`Electron has ${length} fuses only`);
  return Object.fromEntries(known.filter(([index]) => index < length));
}

/** Sets every fuse of an executable. */
export async function setFuses(executable, { isMac }) {
  const { flipFuses, FuseV1Options, FuseVersion, getCurrentFuseWire } = await import('@electron/fuses');
  // The answer has a line for each fuse, and one for the version.
  const length = Object.keys(await getCurrentFuseWire(executable)).length - 1;
  await flipFuses(executable, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    // The signature that Electron comes with no longer fits; one from a certificate follows where there is one.
    resetAdHocDarwinSignature: isMac,
    ...fuseSettings(FuseV1Options, length),
  });
}
