import type { EpochMs } from '../clock';
import type { Core } from '../core';
import type { Service } from '../service';
import type { Uin } from '../world';
import { Callees } from './callees';
import { checkLife, checkProofs, readLink } from './check-link';
import { Codes } from './codes';
import { type Asked, Door, type DoorAnswer } from './door';
import { EnterpriseCalls, json, pickAgent } from './enterprise';
import { chatPage, codePage, refusalPage, sitePage } from './pages/pages';
import { type Reason, Refused } from './refused';
import { Rooms } from './rooms';

/** One address opens so many a minute (2025 text). */
const MOST_A_MINUTE = 5;
const MINUTE_MS = 60_000;
const MOST_TEXT = 4_000;

/** Temporary sessions: links of every kind that a web server answers, the enterprise's calls, and the stranger's chat. */
export class TemporaryService implements Service {
  readonly name = 'temporary';
  readonly callees = new Callees();
  readonly codes = new Codes();
  readonly #rooms: Rooms;
  readonly #enterprise: EnterpriseCalls;
  readonly #door = new Door((asked) => this.#answer(asked));
  readonly #opens = new Map<string, EpochMs[]>();
  readonly #firstSeen = new Map<string, EpochMs>();
  readonly #refusals = new Map<Reason, number>();
  /** What stands on the demo site. */
  #site = '';

  constructor(
    private readonly core: Core,
    private readonly isThere: (uin: Uin) => boolean,
  ) {
    this.#rooms = new Rooms(core);
    this.#enterprise = new EnterpriseCalls(this.callees, core.clock);
  }

  async start(wanted: { temporary?: number }): Promise<{ temporary: number }> {
    return { temporary: await this.#door.start(wanted.temporary) };
  }

  restart(): Promise<void> {
    return this.#door.restart();
  }

  reset(): void {
    for (const part of [this.callees, this.codes, this.#rooms, this.#enterprise]) part.clear();
    for (const memory of [this.#opens, this.#firstSeen, this.#refusals]) memory.clear();
    this.#site = '';
  }

  stop(): Promise<void> {
    return this.#door.stop();
  }

  /** Nobody signs in here. */
  isSignedIn(): boolean {
    return false;
  }

  kick(): boolean {
    return false;
  }

  expire(): void {}

  setSite(code: string): void {
    this.#site = code;
  }

  /** Chats opened since the start, and refusals by their reason. */
  overview(): object {
    return { opened: this.#rooms.opened, refused: Object.fromEntries(this.#refusals) };
  }

  #answer(asked: Asked): DoorAnswer {
    const { method, url } = asked;
    try {
      const answer = this.#route(`${method} ${url.pathname}`, asked);
      this.core.journal.flush();
      return answer;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { reason } = error;
      this.#refusals.set(reason, (this.#refusals.get(reason) ?? 0) + 1);
      const asksAgain = ['code-needed', 'wrong-code', 'code-expired', 'code-used'].includes(reason);
      return asksAgain ? codePage(url, reason) : refusalPage(reason);
    }
  }

  #route(what: string, asked: Asked): DoorAnswer {
    switch (what) {
      case 'GET /go':
        return asked.url.searchParams.has('session') ? this.#openEnterprise(asked) : this.#openWeb(asked);
      case 'GET /msgrd':
        return this.#openPlain(asked);
      case 'GET /cgi-bin/check':
        return this.#openKeyed(asked);
      case 'GET /wpa.js':
        return this.#script(asked);
      case 'POST /oauth2/token':
        return this.#enterprise.token(asked);
      case 'POST /cgi-bin/tempchat/create':
        return this.#enterprise.create(asked);
      case 'POST /say':
        return this.#say(asked);
      case 'GET /hear': {
        const heard = this.#rooms.hear(asked.url.searchParams.get('chat') ?? '');
        return heard === undefined ? json(404, { error: 'unknown chat' }) : json(200, heard);
      }
      case 'GET /site.html':
        return sitePage(this.#site);
      default:
        return { status: 404 };
    }
  }

  /** Form, person, proofs and life before rate and code: what was never a link costs nobody one of their five. */
  #openWeb(asked: Asked): DoorAnswer {
    const query = asked.url.searchParams;
    const link = readLink(query);
    const callee = this.#callee(link.uin);
    checkProofs(query, callee);
    const now = this.core.clock.now();
    const name = ['uin', 'from', 'autoid', 'expire'].map((part) => query.get(part) ?? '').join(' ');
    const firstSeen = this.#firstSeen.get(name) ?? now;
    this.#firstSeen.set(name, firstSeen);
    checkLife(link, firstSeen, now);
    if (link.asksCode) {
      const given = query.get('given');
      if (given === null) throw new Refused('code-needed');
      // A code opens once: what would be refused all the same may not use it up.
      this.#recentOpens(asked);
      this.codes.take(link.uin, given, callee.secret, now);
    }
    return this.#open(asked, link.uin, link.source);
  }

  #openPlain(asked: Asked): DoorAnswer {
    const values = new Map([...asked.url.searchParams].map(([name, value]) => [name.toLowerCase(), value]));
    const uin = values.get('uin') ?? '';
    if (!/^[1-9]\d{4,10}$/.test(uin)) throw new Refused('ill-formed');
    if (this.#callee(uin).signedOnly) throw new Refused('not-signed');
    return this.#open(asked, uin, (values.get('site') ?? '').slice(0, 64));
  }

  #openKeyed(asked: Asked): DoorAnswer {
    const uin = this.callees.byKey(asked.url.searchParams.get('sigkey') ?? '');
    if (uin === undefined) throw new Refused('unknown-key');
    this.#callee(uin);
    return this.#open(asked, uin, '');
  }

  #openEnterprise(asked: Asked): DoorAnswer {
    const { enterprise } = this.#enterprise.find(asked.url.searchParams.get('session') ?? '');
    const takes = (uin: Uin) => this.callees.get(uin).on && this.isThere(uin);
    const agent = pickAgent(enterprise.agents, takes, (uin) => this.#rooms.countOf(uin));
    return this.#open(asked, agent, (asked.url.searchParams.get('from') ?? '').slice(0, 64));
  }

  /** The script that V2's click loads: it leads to where the link leads. */
  #script({ url }: Asked): DoorAnswer {
    const key = url.searchParams.get('sigkey') ?? '';
    if (this.callees.byKey(key) === undefined) throw new Refused('unknown-key');
    const target = `${url.origin}/cgi-bin/check?sigkey=${encodeURIComponent(key)}`;
    const headers = { 'Content-Type': 'text/javascript' };
    return { status: 200, headers, body: `location.href = ${JSON.stringify(target)};` };
  }

  #callee(uin: Uin) {
    if (this.core.world.profile(uin) === undefined) throw new Refused('nobody');
    const callee = this.callees.get(uin);
    if (!callee.on) throw new Refused('switched-off');
    return callee;
  }

  #open(asked: Asked, callee: Uin, source: string): DoorAnswer {
    this.#opens.set(asked.address, [...this.#recentOpens(asked), this.core.clock.now()]);
    return chatPage(this.#rooms.open(callee, source), callee);
  }

  /** When that address opened one within a minute; refuses where these are too many. */
  #recentOpens({ address }: Asked): EpochMs[] {
    const now = this.core.clock.now();
    const minute = this.core.settings.shrink(MINUTE_MS);
    const opens = (this.#opens.get(address) ?? []).filter((at) => now - at < minute);
    if (opens.length >= MOST_A_MINUTE) throw new Refused('too-often');
    return opens;
  }

  #say({ type, body }: Asked): DoorAnswer {
    // Other sites' pages cannot send JSON without asking first.
    if (!/^application\/json\b/i.test(type)) return json(415, { error: 'JSON only' });
    const said = parseSaid(body);
    if (said === undefined) return json(400, { error: 'a chat and a text are needed' });
    return this.#rooms.say(said.chat, said.text) ? json(200, {}) : json(404, { error: 'unknown chat' });
  }
}

function parseSaid(body: string): { chat: string; text: string } | undefined {
  try {
    const { chat, text } = JSON.parse(body) as Record<string, unknown>;
    if (typeof chat !== 'string' || typeof text !== 'string') return undefined;
    return text.trim() === '' || text.length > MOST_TEXT ? undefined : { chat, text };
  } catch {
    return undefined;
  }
}
