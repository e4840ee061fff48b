/** What a person does on the identity provider's pages. */
export type Person = { user: string; password: string } | 'cancels';

interface Step {
  url: string;
  html: string | null;
}

/**
 * A person with a browser: follows redirects with cookies, fills in the login page, consents, and answers the address
 * that the provider finally sends the browser to, without opening it.
 */
export async function goThroughBrowser(authorizeUrl: string, person: Person): Promise<string> {
  const cookies = new Map<string, string>();
  const provider = new URL(authorizeUrl).origin;
  let step = await follow(authorizeUrl, {}, provider, cookies);
  for (let page = 0; page < 4 && step.html !== null; page += 1) {
    step = await follow(step.url, { method: 'POST', body: answer(step.html, person) }, provider, cookies);
  }
  if (step.html !== null) throw new Error('the provider never redirected');
  return step.url;
}

function answer(html: string, person: Person): URLSearchParams {
  if (person === 'cancels') return new URLSearchParams({ action: 'cancel' });
  const isLogin = html.includes('name="password"');
  return new URLSearchParams(isLogin ? { ...person, action: 'login' } : { action: 'consent' });
}

async function follow(start: string, init: RequestInit, provider: string, cookies: Map<string, string>): Promise<Step> {
  let url = start;
  let request = init;
  for (let hop = 0; hop < 12; hop += 1) {
    if (!url.startsWith(`${provider}/`)) return { url, html: null };
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...request, redirect: 'manual', headers: { cookie } });
    response.headers.getSetCookie().forEach((line) => remember(cookies, line));
    const location = response.headers.get('location');
    const text = await response.text();
    if (location === null) return { url, html: text };
    url = new URL(location, url).href;
    request = {};
  }
  throw new Error('too many redirects');
}

function remember(cookies: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  if (value === '') cookies.delete(name);
  else cookies.set(name, value);
}
