/** What is written to the log: a short name of the event and harmless facts about it. */
export interface Log {
  info(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  error(event: string, error: unknown): void;
}

/** Secrets by shape: whatever a library puts into a message, none of these gets through. */
const secrets: readonly [RegExp, string][] = [
  [
    /\b(code|state|code_verifier|code_challenge|token|access_token|refresh_token|id_token|client_secret)=[^\s&"']+/gi,
    '$1=…',
  ],
  [/("(?:access_token|refresh_token|id_token|code|code_verifier|client_secret|token)"\s*:\s*")[^"]*/gi, '$1…'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 …'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '…'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '…'],
  [/[\w~-]{40,}/g, '…'],
  [/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/g, '…'],
];

/** Replaces everything in a text that looks like a secret: tokens, keys, codes, ids that are keys, IBANs. */
export function redact(text: string): string {
  return secrets.reduce((cleaned, [pattern, replacement]) => cleaned.replace(pattern, replacement), text);
}

/** Tells every log the same. */
export function combineLogs(...logs: readonly Log[]): Log {
  return {
    info: (event, facts) => logs.forEach((log) => log.info(event, facts)),
    error: (event, error) => logs.forEach((log) => log.error(event, error)),
  };
}

/**
 * Builds a log on top of a line writer; every line is one JSON object, redacted.
 * @param messages `left out` where the lines are kept: what a foreign error says may quote the user's data. Its name,
 *   code and place in the program remain
 */
export function createLog(write: (line: string) => void, now: () => Date, messages: 'kept' | 'left out' = 'kept'): Log {
  const line = (level: string, event: string, facts: Readonly<Record<string, unknown>>): void =>
    write(redact(JSON.stringify({ at: now().toISOString(), level, event, ...facts })));
  return {
    info: (event, facts = {}) => line('info', event, facts),
    error: (event, error) => line('error', event, describeError(error, messages)),
  };
}

function describeError(error: unknown, messages: 'kept' | 'left out'): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: 'not an error object' };
  const stack = error.stack ?? '';
  if (messages === 'kept') return { message: error.message, stack };
  // `code` is the name of a sign-in's secret, which `redact` blackens.
  const code: unknown = 'code' in error ? error.code : undefined;
  const frames = stack.split('\n').filter((row) => /^\s+at .+[:)]/.test(row) && !error.message.includes(row));
  return { name: error.name, ...(typeof code === 'string' && { errorCode: code }), stack: frames.join('\n') };
}
