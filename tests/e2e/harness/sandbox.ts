import { startSandbox, type Sandbox } from '../../../sandbox/start.ts';

/** What the app has to know of the sandbox. */
export interface SandboxAddresses {
  apiUrl: string;
  issuer: string;
  clientId: string;
}

/** One made-up company: who may sign in for it, and its API key. */
export interface Company {
  id: string;
  name: string;
  user: string;
  password: string;
  apiKey: string;
}

/** A sandbox of this test's own. */
export interface TestSandbox extends SandboxAddresses {
  sandbox: Sandbox;
  companies: Company[];
  /** The first company, which most tests use. */
  company: Company;
  identity: NonNullable<Sandbox['identity']>;
}

/** Starts a sandbox with made-up companies, the same every time. */
export async function startTestSandbox(): Promise<TestSandbox> {
  const sandbox = await startSandbox();
  const { apiUrl, identity, users, apiKeys } = sandbox;
  if (identity === undefined) throw new Error('the sandbox came without an identity provider');
  const companies = users.map(({ organizationId, companyName, user, password }) => {
    const key = apiKeys.find((one) => one.organizationId === organizationId)?.key ?? '';
    return { id: organizationId, name: companyName, user, password, apiKey: key };
  });
  const [company] = companies;
  if (company === undefined) throw new Error('the sandbox came without a company');
  return { sandbox, apiUrl, issuer: identity.issuer, clientId: identity.clientId, identity, companies, company };
}
