import { longestLifeSeconds } from './link';
import type { EnterpriseAccess } from './link-secrets';

/** How one request went, for a port that does the I/O. */
export type Post = (
  url: string,
  request: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
) => Promise<{ readonly status: number; readonly text: string } | undefined>;

export type EnterpriseAnswer =
  | { readonly ok: true; readonly session: string }
  | { readonly ok: false; readonly why: 'no-answer' | 'wrong-credentials' | 'refused' | 'not-understood' };

/** Longer answers are not read: an id and a number fit in a line. */
const longestAnswer = 16_384;

/**
 * Asks the enterprise's service for a session: a token by OAuth 2.0 client credentials (RFC 6749, 4.4), then
 * `tempchat/create` with it (spec/temporary-session, Links). `lifeSeconds` 1 to 86400.
 */
export async function askEnterprise(
  { origin, clientId, clientSecret }: EnterpriseAccess,
  { openid, lifeSeconds }: { readonly openid: string; readonly lifeSeconds: number },
  post: Post,
): Promise<EnterpriseAnswer> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  });
  const granted = await post(`${origin}/oauth2/token`, {
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  });
  if (granted === undefined) return failed('no-answer');
  if (granted.status === 400 || granted.status === 401) return failed('wrong-credentials');
  const token = wordOf(readObject(granted.text)?.access_token, /^[\w.~+/=-]{1,2048}$/);
  if (granted.status !== 200 || token === undefined) return failed('not-understood');

  const expiry = Math.min(lifeSeconds, longestLifeSeconds);
  const made = await post(`${origin}/cgi-bin/tempchat/create`, {
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify({ openid, expiry }),
  });
  if (made === undefined) return failed('no-answer');
  const answer = readObject(made.text);
  if (made.status >= 400 || (answer?.errcode ?? 0) !== 0) return failed('refused');
  const session = wordOf(answer?.session_id ?? answer?.sessionid ?? answer?.id, /^[\w.:-]{1,64}$/);
  return session === undefined ? failed('not-understood') : { ok: true, session };
}

function failed(why: Extract<EnterpriseAnswer, { ok: false }>['why']): EnterpriseAnswer {
  return { ok: false, why };
}

function wordOf(value: unknown, form: RegExp): string | undefined {
  return typeof value === 'string' && form.test(value) ? value : undefined;
}

function readObject(text: string): Record<string, unknown> | undefined {
  if (text.length > longestAnswer) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
