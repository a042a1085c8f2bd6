import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { control } from './webqq-people';
import { type Life, openWorld, type World } from './world';

let world: World;
let call: ReturnType<typeof control>;

beforeEach(async () => {
  world = await openWorld();
  call = control(world);
  await call('clock', { poll: 0 });
  await call('accounts', [
    { uin: '100001', nick: 'me', protocol: 'webqq', password: 'secret', friends: ['200001'] },
    { uin: '200001', nick: 'Ming', friends: ['100001'] },
  ]);
});
afterEach(() => world.close());

const add = (life: Life, password: string) => life.addWebQq('100001', '127.0.0.1', password);
const session = async () => (await world.connection.run((db) => db.getAll('sessions')))[0];
const texts = async () => (await world.connection.run((db) => db.getAll('messages'))).map(({ text }) => text);
async function slips(): Promise<object> {
  const { requests: _, ...wrong } = (await call('state')).webqq.counts as Record<string, number>;
  return Object.fromEntries(Object.entries(wrong).filter(([, count]) => count > 0));
}

describe('a number of WebQQ 3', () => {
  it('is signed in by its password where the server has no code for a phone, hears and answers', async () => {
    await call('habit', { name: 'no-qr', on: true });
    const life = world.live();
    expect(await add(life, 'secret')).toMatchObject({ ok: true });
    await life.wake.wake('person');
    expect(await session()).toMatchObject({ state: 'online' });
    await call('say', { from: '200001', to: '100001', text: '你好 <b>' });
    await life.wake.wake('person');
    expect(await texts()).toEqual(['你好 <b>']);
    const now = world.clock.now();
    const reply = { id: crypto.randomUUID(), accountId: 1, peer: 'u:200001' as const, text: '在', now, notBefore: now };
    await life.ports.store.queueReply(reply);
    await life.wake.wake('person');
    const { entries } = await call('ledger?since=0');
    expect(entries.some((one: { kind: string; text: string }) => one.kind === 'accepted' && one.text === '在')).toBe(
      true,
    );
    expect(await slips()).toEqual({});
    expect(life.trouble).toEqual([]);
  });

  it('is refused with a wrong password, which is tried once', async () => {
    await call('habit', { name: 'no-qr', on: true });
    expect(await add(world.live(), 'wrong')).toMatchObject({ ok: false, reason: 'wrong-password' });
  });

  it('waits for the letters of a picture, takes another one after wrong letters, and goes on with the right ones', async () => {
    await call('habit', { name: 'captcha', on: true });
    const life = world.live();
    expect(await add(life, 'secret')).toMatchObject({ ok: true });
    await life.wake.wake('person');
    const first = await session();
    expect(first).toMatchObject({ state: 'signing-in', reason: 'type-letters', picture: expect.any(String) });
    await life.acts.giveLetters(1, 'nope');
    // Nobody waits for the wake that carries an act out.
    await vi.waitFor(async () => {
      const second = await session();
      expect(second).toMatchObject({ reason: 'type-letters', picture: expect.any(String) });
      expect(second?.picture).not.toBe(first?.picture);
    });
    const { accounts } = await call('state');
    const { captcha } = accounts.find(({ uin }: { uin: string }) => uin === '100001');
    await life.acts.giveLetters(1, captcha);
    await vi.waitFor(async () => expect(await session()).toMatchObject({ state: 'online' }));
  });

  it('is signed in again by its password when its cookies are dead, without a person', async () => {
    const life = world.live();
    await add(life, 'secret');
    await life.wake.wake('person');
    await call('kick', { uin: '100001', how: 'expire' });
    await call('say', { from: '200001', to: '100001', text: 'still here' });
    await life.wake.wake('person');
    expect(await session()).toMatchObject({ state: 'online' });
    expect(await texts()).toEqual(['still here']);
  });

  it('is signed in by phone where the server knows no passwords any more', async () => {
    await call('habit', { name: 'no-password', on: true });
    const life = world.live();
    expect(await add(life, 'secret')).toMatchObject({ ok: true });
    expect(await session()).toMatchObject({ state: 'signing-in', reason: 'scan-picture' });
  });
});
