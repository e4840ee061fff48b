/** Packages that only work inside Electron. */
const electronPackages = ['electron', 'electron-store'];

/**
 * Who may import what, as the READMEs of the folders tell it in words. Zones are matched in order; the
 * first whose `files` matches a path (with `/`, relative to the checkout) is the path's zone.
 *   imports   zones that may be imported, besides the zone itself
 *   packages  the only npm packages allowed; absent: any
 *   node      Node's own modules allowed (default: yes)
 *   electron  Electron allowed (default: no)
 *   computed  imports whose target is computed at run time allowed (default: no)
 */
export const zones = [
  { name: 'domain', files: /^domain\//, imports: [], packages: ['valibot', 'big.js'], node: false },
  { name: 'preload/preload', files: /^preload\/preload\.ts$/, imports: ['preload', 'domain'], electron: true },
  { name: 'preload', files: /^preload\//, imports: ['domain'], packages: ['valibot'], node: false },
  { name: 'renderer', files: /^renderer\//, imports: ['preload', 'domain'], node: false },
  {
    name: 'main/shell',
    files: /^main\/shell\//,
    imports: ['main', 'main/service', 'preload', 'domain'],
    electron: true,
  },
  {
    name: 'main/index',
    files: /^main\/index\.ts$/,
    imports: ['main', 'main/service', 'main/shell', 'preload', 'domain'],
  },
  { name: 'main/service', files: /^main\/service\//, imports: ['main', 'preload', 'domain'] },
  { name: 'main', files: /^main\//, imports: ['domain'] },
  { name: 'sandbox', files: /^sandbox\//, imports: [] },
  { name: 'build/default-app', files: /^build\/default-app\//, imports: [], electron: true, computed: true },
  { name: 'build/docs', files: /^build\/docs\//, imports: ['build', 'preload', 'domain'] },
  { name: 'build', files: /^build\//, imports: ['sandbox'], computed: true },
  { name: 'tests', files: /^tests\//, imports: 'everything', electron: true, computed: true },
  { name: 'the top folder', files: /^[^/]+$/, imports: ['build'], computed: true },
];

/** The zone of a path relative to the checkout; undefined for generated or foreign files. */
export function zoneOf(file) {
  return zones.find((zone) => zone.files.test(file));
}

/** True for Electron's own modules and for packages that import them. */
export function isElectronPackage(name) {
  return electronPackages.includes(name);
}
