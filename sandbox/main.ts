import { parseArgs } from 'node:util';
import { startSandbox, type Sandbox, type SandboxOptions } from './start.ts';

const usage = `The local Lexware Office, on 127.0.0.1 only.

  npx tsx sandbox/main.ts [options]

  --port N           port of the API (0: a free one)         --admin-port N     port of the admin endpoint
  --identity-port N  port of the sign-in                     --seed N           what is made up; equal seeds, equal data
  --companies N      how many companies                      --vouchers N       documents per company
  --today DAY        the day the data is made for            --rate N           calls per second and key (0: no limit)
  --burst N          calls at once                           --access-ttl N     seconds that an access token lives
  --refresh-ttl N    seconds that a refresh token lives      --client-id ID     the registered client
  --client-secret S  makes the client authenticate           --index-delay N    ms that the voucherlist is late
  --upload-delay N   ms that an upload is worked on          --json             one line for programs
`;

const numeric = [
  'port',
  'admin-port',
  'identity-port',
  'seed',
  'companies',
  'vouchers',
  'rate',
  'burst',
  'access-ttl',
  'refresh-ttl',
  'index-delay',
  'upload-delay',
] as const;
const textual = ['today', 'client-id', 'client-secret'] as const;

type Numbers = Partial<Record<(typeof numeric)[number], number>>;
type Texts = Partial<Record<(typeof textual)[number], string>>;

interface CommandLine {
  numbers: Numbers;
  texts: Texts;
  json: boolean;
}

/** Reads the command line; a text where it can't be understood. */
function readCommandLine(argv: string[]): CommandLine | string {
  const text = { type: 'string' } as const;
  const options = {
    ...Object.fromEntries([...numeric, ...textual].map((name) => [name, text])),
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  } as const;
  try {
    const { values } = parseArgs({ args: argv, options, strict: true });
    const given: Record<string, string | boolean | undefined> = values;
    if (values.help) return usage;
    const numbers: Numbers = {};
    for (const name of numeric) {
      const value = given[name];
      if (typeof value !== 'string') continue;
      if (!/^\d+(\.\d+)?$/.test(value)) return `--${name} needs a number, not "${value}".\n`;
      numbers[name] = Number(value);
    }
    const texts: Texts = {};
    for (const name of textual) {
      const value = given[name];
      if (typeof value === 'string') texts[name] = value;
    }
    return { numbers, texts, json: values.json === true };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${usage}`;
  }
}

function present<T extends object>(object: { [K in keyof T]: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function sandboxOptions({ numbers, texts }: CommandLine): SandboxOptions {
  const identity = present<Exclude<SandboxOptions['identity'], false | undefined>>({
    port: numbers['identity-port'],
    accessTokenTtl: numbers['access-ttl'],
    refreshTokenTtl: numbers['refresh-ttl'],
    clientId: texts['client-id'],
    clientSecret: texts['client-secret'],
  });
  const options = present<SandboxOptions>({
    port: numbers.port,
    adminPort: numbers['admin-port'],
    seed: numbers.seed,
    companies: numbers.companies,
    vouchers: numbers.vouchers,
    today: texts.today,
    rate: numbers.rate,
    burst: numbers.burst,
    indexDelayMs: numbers['index-delay'],
    uploadDelayMs: numbers['upload-delay'],
  });
  return { ...options, identity };
}

function addresses(sandbox: Sandbox): Record<string, unknown> {
  const { apiUrl, issuer, authorizeUrl, tokenUrl, revokeUrl, clientId, clientSecret } = sandbox;
  const { adminUrl, adminToken, apiKeys, users } = sandbox;
  const oauth = { issuer, authorizeUrl, tokenUrl, revokeUrl, clientId, clientSecret };
  return { apiUrl, ...oauth, adminUrl, adminToken, apiKeys, users };
}

function readableList(sandbox: Sandbox): string {
  const line = (label: string, value: string | undefined) => `  ${label.padEnd(14)} ${value ?? '–'}`;
  const companies = sandbox.apiKeys.flatMap(({ companyName, key, organizationId }, index) => {
    const user = sandbox.users[index];
    return [
      '',
      companyName,
      line('organisation', organizationId),
      line('user', user && `${user.user} / ${user.password}`),
      line('API key', key),
    ];
  });
  return [
    'The local Lexware Office is running. Ctrl+C ends it.',
    '',
    line('API', sandbox.apiUrl),
    line('issuer', sandbox.issuer),
    line('authorize', sandbox.authorizeUrl),
    line('token', sandbox.tokenUrl),
    line('revoke', sandbox.revokeUrl),
    line('client id', sandbox.clientId),
    line('admin', `${sandbox.adminUrl}/sandbox/`),
    line('admin token', sandbox.adminToken),
    ...companies,
    '',
    'The app connects to it with:',
    `  KONTOR_API_URL=${sandbox.apiUrl} KONTOR_ISSUER=${sandbox.issuer ?? ''} KONTOR_CLIENT_ID=${sandbox.clientId ?? ''}`,
    '',
  ].join('\n');
}

const commandLine = readCommandLine(process.argv.slice(2));
if (typeof commandLine === 'string') {
  process.stderr.write(commandLine);
  process.exitCode = commandLine === usage ? 0 : 2;
} else {
  const sandbox = await startSandbox(sandboxOptions(commandLine));
  const text = commandLine.json ? `${JSON.stringify(addresses(sandbox))}\n` : readableList(sandbox);
  process.stdout.write(text);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void sandbox.close().then(() => process.exit(0));
    });
  }
}
