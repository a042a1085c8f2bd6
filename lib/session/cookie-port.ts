/**
 * A request under a jar of ours: the browser's own cookies are neither sent nor changed, whatever `fetch` would do with
 * them. Each browser has its own way (session rules, blocking listeners), so entrypoints hand one in.
 */
export interface CookiePort {
  /**
   * Sends `cookie` as the request's whole Cookie header, or none, and answers every Set-Cookie line of the reply.
   * A Referer among `init.headers`, which `fetch` would drop, leaves as it is written there. Rejects as `fetch` does.
   * With `redirect: 'manual'` the response's status and Location are those of the redirect. `answered` is called the
   * moment an answer has begun, which may be before all of it is known.
   */
  send(
    url: string,
    init: RequestInit,
    cookie: string | undefined,
    answered?: () => void,
  ): Promise<{ readonly response: Response; readonly setCookie: readonly string[] }>;
}
