/**
 * A request under a jar of ours: the browser's own cookies are neither sent nor changed, whatever `fetch` would do with
 * them. Each browser has its own way (session rules, blocking listeners), so entrypoints hand one in.
 */
export interface CookiePort {
  /**
   * Sends `cookie` as the request's whole Cookie header, or none, and answers every Set-Cookie line of the reply.
   * Rejects as `fetch` does. With `redirect: 'manual'` the response is that of the redirect, status and Location told.
   */
  send(
    url: string,
    init: RequestInit,
    cookie: string | undefined,
  ): Promise<{ readonly response: Response; readonly setCookie: readonly string[] }>;
}
