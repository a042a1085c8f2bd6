/** Cookies by name and domain, as a client of the time kept them; a host gets those of the domains it lies in. */
export class Jar {
  #cookies: { name: string; value: string; domain: string; hostOnly: boolean }[] = [];

  take(host: string, line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((piece) => piece.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    const read = (key: string) =>
      attributes.find((each) => each.toUpperCase().startsWith(`${key}=`))?.slice(key.length + 1);
    const domain = read('DOMAIN') ?? host;
    if (!host.endsWith(domain)) throw new Error(`${host} must not set a cookie for ${domain}`);
    this.#cookies = this.#cookies.filter((cookie) => cookie.name !== name || cookie.domain !== domain);
    const expires = read('EXPIRES');
    if (expires !== undefined && Date.parse(expires.replaceAll('-', ' ')) < Date.parse('2000-01-01')) return;
    this.#cookies.push({ name, value, domain, hostOnly: read('DOMAIN') === undefined });
  }

  for(host: string): string {
    const fitting = this.#cookies.filter(({ domain, hostOnly }) =>
      hostOnly ? host === domain : host === domain || host.endsWith(`.${domain}`),
    );
    return fitting.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  value(name: string): string | undefined {
    return this.#cookies.findLast((cookie) => cookie.name === name)?.value;
  }

  set(name: string, value: string): void {
    for (const cookie of this.#cookies) if (cookie.name === name) cookie.value = value;
  }

  drop(name: string): void {
    this.#cookies = this.#cookies.filter((cookie) => cookie.name !== name);
  }
}
