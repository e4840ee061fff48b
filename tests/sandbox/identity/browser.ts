/** Where a visit stands: a page of the server, or the redirect that left for the application. */
export type Visited =
  { at: 'page'; url: string; status: number; text: string; headers: Headers } | { at: 'callback'; url: string };

/** A small browser: cookies per path, redirects, forms. It stops where a redirect leaves the server, as a real one would. */
export class Browser {
  readonly #jar = new Map<string, { value: string; path: string }>();
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Opens an address of the server and follows its redirects. */
  async open(url: string, init: RequestInit = {}): Promise<Visited> {
    let next = url;
    let request = init;
    for (let hop = 0; hop < 10; hop += 1) {
      if (new URL(next).origin !== this.#origin) return { at: 'callback', url: next };
      const response = await fetch(next, { ...request, redirect: 'manual', headers: this.#headers(next, request) });
      this.#keepCookies(response, next);
      const location = response.headers.get('location');
      if (location === null) {
        return {
          at: 'page',
          url: next,
          status: response.status,
          text: await response.text(),
          headers: response.headers,
        };
      }
      next = new URL(location, next).href;
      request = {};
    }
    throw new Error('too many redirects');
  }

  /** Submits the form of a page to its own address, as the pages' forms do. */
  submit(page: Visited, fields: Record<string, string>): Promise<Visited> {
    return this.open(page.url, { method: 'POST', body: new URLSearchParams(fields) });
  }

  /** Goes through login and consent. */
  async signIn(url: string, user: string, password: string): Promise<Visited> {
    const login = await this.open(url);
    if (login.at === 'callback' || login.status !== 200) return login;
    const consent = await this.submit(login, { user, password, action: 'login' });
    if (consent.at === 'callback' || consent.status !== 200) return consent;
    return this.submit(consent, { action: 'consent' });
  }

  #headers(url: string, init: RequestInit): Headers {
    const headers = new Headers(init.headers);
    const { pathname } = new URL(url);
    const cookies = [...this.#jar].filter(([, cookie]) => pathname.startsWith(cookie.path));
    if (cookies.length > 0)
      headers.set('cookie', cookies.map(([name, cookie]) => `${name.split('@')[0]}=${cookie.value}`).join('; '));
    return headers;
  }

  #keepCookies(response: Response, url: string): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? new URL(url).pathname;
      if (value === '') this.#jar.delete(`${name}@${path}`);
      else this.#jar.set(`${name}@${path}`, { value, path });
    }
  }
}
