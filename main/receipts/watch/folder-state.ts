import { opendir, stat } from 'node:fs/promises';

/** How a folder is, and which one it is: after a drive came back, the same path leads to another. */
export type FolderState = { kind: 'there'; identity: string } | { kind: 'missing' } | { kind: 'unreadable' };

/** Looks at a folder; a link to one is followed, since the user chose it. */
export async function lookAtFolder(path: string): Promise<FolderState> {
  try {
    const { dev, ino } = await stat(path);
    const folder = await opendir(path);
    await folder.read();
    await folder.close();
    return { kind: 'there', identity: `${String(dev)}:${String(ino)}` };
  } catch (error) {
    const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
    return { kind: code === 'EACCES' || code === 'EPERM' ? 'unreadable' : 'missing' };
  }
}
