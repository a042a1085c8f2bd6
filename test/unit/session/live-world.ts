import { afterEach, beforeEach, vi } from 'vitest';
import type { AccountId } from '../../../lib/model/ids';
import type { Message } from '../../../lib/model/message';
import type { SessionRow } from '../../../lib/store/schema';
import { type Life, openWorld, type World } from './world';

export let world: World;

/** A world for each test of the file that calls this, in which 20001 has OneBot numbers for friends. */
export function openWorldForEach(): void {
  beforeEach(async () => {
    world = await openWorld();
    await control('accounts', { uin: '20001', nick: '林小满', friends: ['10001', '10002'] });
  });
  afterEach(() => world.close());
}

/** The embedded server's calls that HTTP QQ's tests do not need. */
export async function control<T = { port: number }>(path: string, body: object): Promise<T> {
  const answer = await fetch(`http://127.0.0.1:${world.server.ready.control}/control/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const read = (await answer.json()) as T & { ok: boolean; error?: string };
  if (!read.ok) throw new Error(`${path}: ${read.error}`);
  return read;
}

export async function admit(uin: string, but: object = {}): Promise<string> {
  const { port } = await control('accounts', {
    uin,
    nick: `Shop ${uin}`,
    protocol: 'onebot',
    token: 'k&y',
    friends: ['20001', '20002'],
    ...but,
  });
  return `ws://127.0.0.1:${port}`;
}

/** An account on a line that stands. */
export async function online(life: Life, uin = '10001', but: object = {}): Promise<AccountId> {
  const tried = await life.addOneBot(await admit(uin, but), 'k&y');
  if (!tried.ok) throw new Error(tried.reason);
  await life.wake.wake('person');
  return tried.accountId;
}

export const say = (text: string, but: object = {}) => control('say', { from: '20001', to: '10001', text, ...but });
export const messages = (): Promise<Message[]> => world.connection.run((db) => db.getAll('messages'));
export const texts = async () => (await messages()).map(({ text }) => text);
export const session = async (id: AccountId): Promise<SessionRow> => {
  const row = await world.connection.run((db) => db.get('sessions', id));
  if (!row) throw new Error('no session');
  return row;
};
export const until = <T>(check: () => Promise<T>) => vi.waitFor(check, { timeout: 5_000, interval: 5 });
