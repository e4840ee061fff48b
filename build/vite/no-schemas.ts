/**
 * Stands in for the checking of JSON schemas (`ajv`) and for versions (`semver`) in what keeps the settings files: Kontor
 * checks its settings itself (valibot), and hands that library neither a schema nor migrations. A third of a megabyte of
 * script is then not read at every start.
 */
function unused(): never {
  throw new Error('settings files are kept without schemas and migrations; see build/vite/no-schemas.ts');
}

export { unused as Ajv2020 };

// eslint-disable-next-line no-restricted-exports -- the packages that it stands in for are used by their default export
export default { default: unused, clean: unused, eq: unused, gt: unused, lte: unused, satisfies: unused };
