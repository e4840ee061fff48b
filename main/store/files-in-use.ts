const inUse = new Map<string, number>();

/** Notes that a connection has a database open; the answer forgets that again. */
export function noteInUse(databasePath: string): () => void {
  inUse.set(databasePath, (inUse.get(databasePath) ?? 0) + 1);
  return () => {
    const left = (inUse.get(databasePath) ?? 1) - 1;
    if (left > 0) inUse.set(databasePath, left);
    else inUse.delete(databasePath);
  };
}

/** Whether this process has a database open. Its file must not be opened and closed by other means then. */
export function isInUse(databasePath: string): boolean {
  return inUse.has(databasePath);
}
