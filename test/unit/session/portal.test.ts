import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../lib/protocol/protocol';
import { openProtocol } from '../../../lib/protocol/registry';
import { riseUntilQuiet } from './deaths';
import { gaps, life, openShopForEach, session, shop, world } from './one-shop';

openShopForEach();

const whys = async () => (await gaps()).map(({ why }) => why);
const texts = async (direction: 'in' | 'out') =>
  (await world.connection.run((db) => db.getAll('messages')))
    .filter((row) => row.direction === direction)
    .map(({ text, delivery }) => [delivery, text].join(' ').trim());

describe('a network that answers with a page of its own', () => {
  it('keeps the SEQ of the read for as long as it takes, loses nothing and leaves nothing behind', async () => {
    await world.people.say({ from: '20001', to: '10001', text: 'behind the portal' });
    await world.people.fault({ kind: 'html', uin: '10001', times: 12 });
    await life.wake.wake('person');
    const [asked] = (await session()).inFlight.map(({ key }) => key);
    expect(await session()).toMatchObject({ state: 'unreachable', reason: 'not-qq' });
    for (let n = 0; n < 11; n++) {
      world.clock.advance(5 * 60_000);
      await world.live().wake.wake('person');
      expect((await session()).inFlight.map(({ key }) => key)).toEqual([asked]);
    }
    await riseUntilQuiet(world);
    expect(await texts('in')).toEqual(['behind the portal']);
    expect(await whys()).not.toContain('replay-lost');
    expect(await session()).toMatchObject({ state: 'online', undecoded: 0 });
    expect(await world.connection.run((db) => db.count('journal'))).toBe(0);
  });

  it('has a reply wait, and delivers it once, an hour later', async () => {
    await world.people.fault({ kind: 'html', uin: '10001', times: 24 });
    const now = world.now();
    const reply = { id: crypto.randomUUID(), accountId: shop, peer: 'u:20001', text: 'from the hotel' } as const;
    await life.ports.store.queueReply({ ...reply, now, notBefore: now });
    for (let n = 0; n < 12; n++) {
      await world.live().wake.wake('person');
      world.clock.advance(5 * 60_000);
    }
    await riseUntilQuiet(world);
    expect(await texts('out')).toEqual(['sent from the hotel']);
    const { entries } = await world.people.ledger();
    expect(entries.filter(({ kind, from }) => kind === 'accepted' && from === '10001')).toHaveLength(1);
  });

  it('does not vouch for a try before it whose answer nobody saw', async () => {
    await world.people.fault({ kind: 'drop-after', uin: '10001', cmd: 'CLTMSG', times: 1 });
    const now = world.now();
    const reply = { id: crypto.randomUUID(), accountId: shop, peer: 'u:20001', text: 'did it?' } as const;
    await life.ports.store.queueReply({ ...reply, now, notBefore: now });
    await life.wake.wake('alarm');
    await world.people.fault({ kind: 'html', uin: '10001', cmd: 'CLTMSG', times: 2 });
    for (let n = 0; n < 2; n++) {
      world.clock.advance(4 * 60_000);
      await world.live().wake.wake('person');
    }
    world.clock.advance(4 * 60_000);
    await riseUntilQuiet(world);
    expect(await texts('out')).toEqual(['uncertain did it?']);
    const { entries } = await world.people.ledger();
    expect(entries.filter(({ kind, from }) => kind === 'accepted' && from === '10001')).toHaveLength(1);
  });

  it('leaves nothing to be read by a later version, nor does a gateway whose server was gone for too long', async () => {
    await world.people.fault({ kind: 'http-502', uin: '10001', cmd: 'GetMsgEx', times: 1 });
    await life.wake.wake('person');
    expect(await session()).toMatchObject({ reason: 'server-trouble', undecoded: 1 });
    world.clock.advance(11 * 60_000);
    await riseUntilQuiet(world);
    expect(await session()).toMatchObject({ state: 'online', undecoded: 0 });
    expect(await world.connection.run((db) => db.count('journal'))).toBe(0);
  });

  const page = '<html><head><meta http-equiv="refresh" content="0;url=http://portal.test/"></head></html>';
  it.each<[string, number, string, string]>([
    ['a page', 200, 'text/html', page],
    ['a page that calls itself text', 200, 'text/plain', page],
    ['a redirect', 302, 'text/html', ''],
    ['a redirect as a browser hands it on', 0, '', ''],
    ['"network authentication required"', 511, 'text/html', page],
  ])('is known by %s, and nothing is believed to have been carried out', (_, status, type, body) => {
    const protocol = openProtocol({ protocol: 'http-qq', server: 'http://qq.test:8000', uin: '10001' });
    const step = protocol.next(
      protocol.start(() => 0),
      { kind: 'sign-in' },
      1_000,
    );
    if (step.kind !== 'ask') throw new Error('nothing to ask');
    const headers = type === '' ? [] : ([['content-type', type]] as const);
    const got: Reply = { kind: 'reply', status, headers, bytes: new TextEncoder().encode(body) };
    expect(protocol.accept(step.cursor, step.request, got, 2_000)).toMatchObject({
      session: { state: 'unreachable', reason: 'not-qq' },
      outcome: { kind: 'again', elsewhere: true },
    });
    expect(step.request.via).toMatchObject({ redirect: 'manual' });
  });
});
