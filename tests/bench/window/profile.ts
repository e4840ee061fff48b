import fs from 'node:fs';
import path from 'node:path';
import { databaseKeyName } from '../../../main/auth/vault-names.ts';
import { createHome, type Home } from '../../e2e/harness/home.ts';
import { startKontor } from '../../e2e/harness/kontor.ts';
import type {} from '../../e2e/harness/page-api.ts';
import type { TestSandbox } from '../../e2e/harness/sandbox.ts';
import { until } from '../../e2e/harness/until.ts';
import { fillMirror, openMirror } from '../mirror.ts';

/** A home in which Kontor is signed in to the sandbox's first company and mirrors so many invoices. */
export interface Profile {
  home: Home;
  path: string;
  key: Uint8Array;
  rows: number;
}

/**
 * Signs in as a user does, and lets the first sync come to its end. The made-up invoices are then written into the
 * encrypted database itself, with the key that the app's own keyring opens: Lexware would take an hour to hand them over.
 * @param sizes how many rows each profile gets
 */
export async function makeProfiles(sandbox: TestSandbox, sizes: readonly number[]): Promise<Profile[]> {
  const first = await createHome({ linkOrigins: [], registerScheme: false });
  const key = await signIn(first, sandbox);
  const profiles: Profile[] = [];
  for (const rows of sizes) {
    const home = await createHome({ linkOrigins: [], registerScheme: false });
    fs.cpSync(first.profile, home.profile, { recursive: true });
    const file = path.join(home.profile, 'organisations', `${sandbox.company.id}.db`);
    const store = openMirror({ path: file, key });
    fillMirror(store, rows);
    store.close();
    profiles.push({ home, path: file, key, rows });
  }
  first.remove();
  return profiles;
}

async function signIn(home: Home, sandbox: TestSandbox): Promise<Uint8Array> {
  const kontor = await startKontor({ home, sandbox });
  const answer = await kontor.page.evaluate(
    (key) => window.kontor.organisations.signIn({ method: 'apiKey', key }),
    sandbox.company.apiKey,
  );
  if (!answer.ok) throw new Error(answer.error.code);
  await until(
    'the first sync',
    async () => {
      const status = await kontor.page.evaluate(() => window.kontor.sync.status());
      return status.ok && status.value.state === 'idle' && status.value.lastSuccessAt !== null;
    },
    120_000,
  );
  const entries = JSON.parse(fs.readFileSync(path.join(home.profile, 'vault.json'), 'utf8')) as Record<
    string,
    { sealed: string }
  >;
  const sealed = entries[databaseKeyName(sandbox.company.id)]?.sealed ?? '';
  /* eslint-disable @typescript-eslint/no-deprecated -- deprecated in favour of a function that Electron 33 lacks */
  const opened = await kontor.electron.evaluate(
    ({ safeStorage }, text) => safeStorage.decryptString(Buffer.from(text, 'base64')),
    sealed,
  );
  /* eslint-enable @typescript-eslint/no-deprecated */
  await kontor.close();
  return new Uint8Array(Buffer.from((JSON.parse(opened) as { secret: string }).secret, 'base64'));
}
