// Keep the syntax of this file old: it is what someone with an old Node gets to see.
const needed = [20, 19];

/** A sentence for the user when this Node is too old, else undefined. */
export function complaintAboutNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return undefined;
  return `Kontor needs Node ${needed.join('.')} or newer; this is ${version}. Newer ones are at https://nodejs.org/.`;
}
