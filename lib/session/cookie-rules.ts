import type { CookiePort } from './cookie-port';

/** What these rules need of declarativeNetRequest: the parts that both browsers have. */
export interface HeaderRule {
  readonly id: number;
  readonly priority: number;
  readonly action: {
    readonly type: 'modifyHeaders';
    readonly requestHeaders: Array<
      | { readonly header: string; readonly operation: 'set'; readonly value: string }
      | { readonly header: string; readonly operation: 'remove' }
    >;
  };
  readonly condition: {
    readonly urlFilter: string;
    readonly isUrlFilterCaseSensitive: true;
    readonly resourceTypes: ['xmlhttprequest'];
    /** -1: requests of no tab, our own. A page of the web that knew the fragment would match nothing. */
    readonly tabIds: [-1];
    readonly requestDomains?: string[];
  };
}

/** A reply's head as webRequest.onHeadersReceived tells it; the URL keeps the fragment that never left. */
export interface HeardHead {
  readonly url: string;
  readonly statusCode: number;
  readonly responseHeaders?: ReadonlyArray<{ readonly name: string; readonly value?: string }>;
}

export interface CookieRulesPorts {
  fetch(url: string, init: RequestInit): Promise<Response>;
  readRules(): Promise<ReadonlyArray<{ readonly id: number }>>;
  changeRules(change: { readonly addRules?: HeaderRule[]; readonly removeRuleIds?: number[] }): Promise<void>;
  /** Begins to hear heads, if it has not begun. */
  listen(heard: (head: HeardHead) => void): void;
  later(ms: number, run: () => void): () => void;
  report(where: string, error: unknown): void;
}

export interface CookieRules extends CookiePort {
  /** Ends rules of an earlier life: the browser keeps them, with their cookies, past the worker that made them. */
  clean(): Promise<void>;
}

/** How long the browser may take to tell a reply's head: in Chromium fetch often resolves first (spikes 1). */
const tellHeadMs = 3_000;

/**
 * A jar of ours on single requests: one session rule for each, found by the fragment of its URL, sets the whole Cookie
 * header; `credentials: 'omit'` keeps the browser's own jar out of it, both ways. What the reply sets is heard from
 * webRequest, which alone is shown Set-Cookie, and the status and target of a redirect. All of this was tried in both
 * browsers with requests of three accounts in flight at once (spikes 1).
 */
export function createCookieRules(ports: CookieRulesPorts): CookieRules {
  const heads = createHeads(ports.later);
  let lastId = 0;
  let cleaned: Promise<void> | undefined;

  const clean = () => {
    cleaned ??= ports.readRules().then((rules) => ports.changeRules({ removeRuleIds: rules.map(({ id }) => id) }));
    return cleaned.catch((error) => {
      // Tried again by whoever sends next.
      cleaned = undefined;
      throw error;
    });
  };

  return {
    clean,
    async send(address, init, cookie, answered) {
      await clean();
      ports.listen(heads.heard);
      const nonce = address.slice(address.indexOf('#') + 1);
      const { Referer: referer, ...headers } = { ...(init.headers as Record<string, string> | undefined) };
      const id = ++lastId;
      await ports.changeRules({ addRules: [planRule(id, address, nonce, cookie, referer)] });
      const head = heads.of(nonce);
      try {
        const response = await ports.fetch(address, { ...init, headers, credentials: 'omit' });
        answered?.();
        return withHead(response, await head.within(tellHeadMs));
      } finally {
        head.forget();
        ports.changeRules({ removeRuleIds: [id] }).catch((error) => ports.report('cookie rule', error));
      }
    },
  };
}

/** The rule of one request. Exact to the end of its fragment, so that no account's is the beginning of another's. */
export function planRule(
  id: number,
  address: string,
  nonce: string,
  cookie: string | undefined,
  referer: string | undefined,
): HeaderRule {
  const { hostname } = new URL(address);
  const set = (header: string, value: string | undefined) =>
    value === undefined ? [] : [{ header, operation: 'set' as const, value }];
  return {
    id,
    priority: 1,
    action: {
      type: 'modifyHeaders',
      requestHeaders: [
        ...set('cookie', cookie),
        ...set('referer', referer),
        // Browsers put the extension's own address there, which no server of that time lets in.
        { header: 'origin', operation: 'remove' },
      ],
    },
    condition: {
      urlFilter: `#${nonce}|`,
      isUrlFilterCaseSensitive: true,
      resourceTypes: ['xmlhttprequest'],
      tabIds: [-1],
      // Addresses in brackets are not domains to a browser; the nonce alone then says which request is meant.
      ...(hostname.startsWith('[') ? {} : { requestDomains: [hostname] }),
    },
  };
}

/** The response as the server meant it, where the browser hides it: of a redirect `fetch` shows nothing at all. */
function withHead(response: Response, head: HeardHead | undefined) {
  const told = head?.responseHeaders ?? [];
  const named = (wanted: string) => told.filter(({ name }) => name.toLowerCase() === wanted);
  // Firefox gives several as one text, parted by line ends.
  const setCookie = named('set-cookie').flatMap(({ value = '' }) => value.split('\n').filter((line) => line !== ''));
  if (response.type !== 'opaqueredirect' || head === undefined) return { response, setCookie };
  const [location] = named('location');
  const headers = location?.value === undefined ? {} : { location: location.value };
  return { response: new Response(null, { status: head.statusCode, headers }), setCookie };
}

interface Heads {
  readonly heard: (head: HeardHead) => void;
  of(nonce: string): { within(ms: number): Promise<HeardHead | undefined>; forget(): void };
}

/** Heads by nonce, whichever comes first: the head or whoever waits for it. Only those that were announced are kept. */
function createHeads(later: CookieRulesPorts['later']): Heads {
  const known = new Map<string, { head?: HeardHead; tell?: (head: HeardHead) => void }>();
  return {
    heard(head) {
      const entry = known.get(head.url.slice(head.url.indexOf('#') + 1));
      if (!entry) return;
      entry.head = head;
      entry.tell?.(head);
    },
    of(nonce) {
      const entry: { head?: HeardHead; tell?: (head: HeardHead) => void } = {};
      known.set(nonce, entry);
      return {
        within: (ms) =>
          new Promise((resolve) => {
            if (entry.head) return resolve(entry.head);
            const cancel = later(ms, () => resolve(undefined));
            entry.tell = (head) => {
              cancel();
              resolve(head);
            };
          }),
        forget: () => void known.delete(nonce),
      };
    },
  };
}
