import { randomBytes } from 'node:crypto';
import type { Clock, EpochMs } from '../clock';
import type { Uin } from '../world';
import type { Callees, Enterprise } from './callees';
import type { Asked, DoorAnswer } from './door';
import { isSame } from './proofs';
import { Refused } from './refused';

const TOKEN_SECONDS = 7_200;
const LONGEST_EXPIRY_SECONDS = 86_400;

interface Session {
  enterprise: string;
  openid: string;
  ends: EpochMs;
}

/** The enterprise's calls: a token by OAuth 2.0 client credentials (RFC 6749, 4.4), a session with it (2025 text). */
export class EnterpriseCalls {
  readonly #tokens = new Map<string, { enterprise: string; ends: EpochMs }>();
  readonly #sessions = new Map<string, Session>();

  constructor(
    private readonly callees: Callees,
    private readonly clock: Clock,
  ) {}

  token({ body, type, authorization }: Asked): DoorAnswer {
    const form = new URLSearchParams(body);
    if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return oauthError(400, 'invalid_request');
    if (form.get('grant_type') !== 'client_credentials') return oauthError(400, 'unsupported_grant_type');
    const [id, secret] = basicOf(authorization) ?? [form.get('client_id') ?? '', form.get('client_secret') ?? ''];
    const enterprise = this.callees.enterprises.get(id);
    if (enterprise === undefined || !isSame(enterprise.secret, secret)) return oauthError(401, 'invalid_client');
    const token = randomBytes(24).toString('hex');
    this.#tokens.set(token, { enterprise: id, ends: this.clock.now() + TOKEN_SECONDS * 1000 });
    return json(200, { access_token: token, token_type: 'Bearer', expires_in: TOKEN_SECONDS });
  }

  create({ body, authorization }: Asked): DoorAnswer {
    const [, token = ''] = /^Bearer ([\w-]+)$/.exec(authorization) ?? [];
    const held = this.#tokens.get(token);
    if (held === undefined || held.ends <= this.clock.now())
      return json(401, { errcode: 40001, errmsg: 'invalid token' });
    const { openid, expiry } = parseObject(body);
    if (typeof openid !== 'string' || !/^[\w.:@-]{1,64}$/.test(openid)) {
      return json(400, { errcode: 40003, errmsg: 'invalid openid' });
    }
    const isLife = typeof expiry === 'number' && Number.isInteger(expiry) && expiry > 0;
    if (!isLife || expiry > LONGEST_EXPIRY_SECONDS) return json(400, { errcode: 40004, errmsg: 'invalid expiry' });
    const id = `tc-${randomBytes(12).toString('hex')}`;
    this.#sessions.set(id, { enterprise: held.enterprise, openid, ends: this.clock.now() + expiry * 1000 });
    return json(200, { errcode: 0, errmsg: 'ok', session_id: id, expires_in: expiry });
  }

  /** Whose session it is; refuses one that is over or was never made. */
  find(id: string): { enterprise: Enterprise; openid: string } {
    const session = this.#sessions.get(id);
    const enterprise = session && this.callees.enterprises.get(session.enterprise);
    if (session === undefined || enterprise === undefined) throw new Refused('unknown-session');
    if (session.ends <= this.clock.now()) throw new Refused('expired');
    return { enterprise, openid: session.openid };
  }

  clear(): void {
    this.#tokens.clear();
    this.#sessions.clear();
  }
}

/** Whoever of the group is there and has fewest chats; refuses where nobody is. */
export function pickAgent(agents: readonly Uin[], isThere: (uin: Uin) => boolean, chats: (uin: Uin) => number): Uin {
  const [agent] = agents.filter(isThere).toSorted((a, b) => chats(a) - chats(b));
  if (agent === undefined) throw new Refused('no-agent');
  return agent;
}

function basicOf(authorization: string): [string, string] | undefined {
  const [, encoded] = /^Basic ([\w+/=]+)$/.exec(authorization) ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString();
  const at = text.indexOf(':');
  return [decodeURIComponent(text.slice(0, at)), decodeURIComponent(text.slice(at + 1))];
}

function parseObject(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function oauthError(status: number, error: string): DoorAnswer {
  return json(status, { error });
}

export function json(status: number, body: object): DoorAnswer {
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' };
  return { status, headers, body: JSON.stringify(body) };
}
