export { unused as Ajv2020 };

// eslint-disable-next-line no-restricted-exports -- the packages that it stands in for are used by their default export
export default { default: unused, clean: unused, eq: unused, gt: unused, lte: unused, satisfies: unused };
