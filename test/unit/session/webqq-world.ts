import { afterEach, beforeEach } from 'vitest';
import type { AccountId, Peer } from '../../../lib/model/ids';
import type { SessionRow } from '../../../lib/store/schema';
import { type Life, openWorld, type World } from './world';

export let world: World;
/** The life in which `account`, 100001, was signed in; only `openWebQqForEach` has one. */
export let life: Life;
export let account: AccountId;

/** People for each test of the file that calls this: 100001 of WebQQ and 200001 are friends, nobody knows 200009. */
export function openPeopleForEach(options?: Parameters<typeof openWorld>[0]): void {
  beforeEach(async () => {
    world = await openWorld(options);
    await call('clock', { poll: 0 });
    await call('accounts', [
      { uin: '100001', protocol: 'webqq', password: 'secret', nick: 'me', friends: ['200001'] },
      { uin: '200001', nick: 'Ming', friends: ['100001'] },
      { uin: '200009', nick: '新客' },
    ]);
  });
  afterEach(() => world.close());
}

/** The same with 100001 signed in, by its phone. */
export function openWebQqForEach({
  live,
  ...options
}: Parameters<typeof openWorld>[0] & { live?: () => Life } = {}): void {
  openPeopleForEach(options);
  beforeEach(async () => {
    life = live?.() ?? world.live();
    account = await signIn(life);
  });
}

/** Adds the number, has its phone say yes, and goes on until it is online. */
export async function signIn(to: Life, uin = '100001', host?: string): Promise<AccountId> {
  const tried = await to.addWebQq(uin, host);
  if (!tried.ok) throw new Error(`not added: ${tried.reason}`);
  await confirm(to, uin);
  return tried.accountId;
}

export async function confirm(to: Life, uin = '100001'): Promise<void> {
  await call('qr', { uin, step: 'confirm' });
  world.clock.advance(3_000);
  await to.wake.wake('person');
}

/** The control port's calls that only WebQQ has. */
// biome-ignore lint/suspicious/noExplicitAny: the tests look into answers of many shapes
export async function call(path: string, body?: object): Promise<any> {
  const answer = await fetch(`http://127.0.0.1:${world.server.ready.control}/control/${path}`, {
    ...(body && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const told = await answer.json();
  if (!told.ok && !('next' in told) && !('accounts' in told)) throw new Error(`${path}: ${JSON.stringify(told)}`);
  return told;
}

/** The person writes; it leaves with the next wake. */
export async function write(by: Life, text: string, id = account, peer: Peer = 'u:200001'): Promise<void> {
  const now = world.clock.now();
  const reply = { id: crypto.randomUUID(), accountId: id, peer, text, now, notBefore: now };
  await by.ports.store.queueReply(reply);
}

export const session = (id = account): Promise<SessionRow | undefined> =>
  world.connection.run((db) => db.get('sessions', id));
export const messages = () => world.connection.run((db) => db.getAll('messages'));
export const texts = async () => (await messages()).map(({ text }) => text);

export interface Entry {
  readonly id: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly cmd?: string;
  readonly res?: number;
}

/** The server's books. */
export const ledger = async (): Promise<Entry[]> => (await call('ledger?since=0')).entries;

/** What the server took from that number, or for it, in order; of a group message one entry is the message itself. */
export async function accepted(side: 'from' | 'to', uin = '100001'): Promise<string[]> {
  const own = (await ledger()).filter((one) => one.kind === 'accepted' && one[side] === uin);
  return [...new Map(own.map(({ id, text }) => [id, text])).values()];
}

/** What the server found wrong in requests of ours: nothing, as an empty object. */
export async function slips(): Promise<object> {
  const { requests: _, ...wrong } = (await call('state')).webqq.counts as Record<string, number>;
  return Object.fromEntries(Object.entries(wrong).filter(([, count]) => count > 0));
}
