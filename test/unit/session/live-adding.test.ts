import { describe, expect, it } from 'vitest';
import { admit, online, openWorldForEach, session, world } from './live-world';

openWorldForEach();

describe('adding an account', () => {
  it('takes an address and a token; the number is whose it is', async () => {
    const life = world.live();
    const id = await online(life);
    const account = await world.connection.run((db) => db.get('accounts', id));
    expect(account).toMatchObject({ uin: '10001', name: 'Shop 10001', protocol: 'onebot' });
    expect((await session(id)).state).toBe('online');
    expect(await life.addOneBot(`${account?.server}`, 'k&y')).toEqual({ ok: false, reason: 'already-there' });
    expect(life.trouble).toEqual([]);
  });

  it.each(['napcat', 'llbot', 'snowluma', 'lagrange', 'go-cqhttp'])(
    'with a wrong token at %s says so and keeps nothing',
    async (flavour) => {
      const life = world.live();
      const address = await admit('10001', { flavour });
      expect(await life.addOneBot(address, 'wrong')).toEqual({ ok: false, reason: 'wrong-token' });
      expect(await world.connection.run((db) => db.count('accounts'))).toBe(0);
      expect(life.sockets.count).toBe(0);
    },
  );

  it('in two windows at once tells neither server the token of the other', async () => {
    const life = world.live();
    const [one, two] = [await admit('10001', { token: 'one' }), await admit('10002', { token: 'two' })];
    const tried = await Promise.all([life.addOneBot(one, 'one'), life.addOneBot(two, 'two')]);
    expect(tried).toMatchObject([{ ok: true }, { ok: true }]);
    expect(life.sockets.count).toBe(0);
    const accounts = await world.connection.run((db) => db.getAll('accounts'));
    expect(accounts.map(({ uin }) => uin).sort()).toEqual(['10001', '10002']);
    const cursors = accounts.map(async ({ id }) => (await session(id)).cursor);
    expect(await Promise.all(cursors)).toMatchObject([{ over: 'socket' }, { over: 'socket' }]);
  });

  it.each(['onebot', 'http'])('takes a token that no header can carry, where %s stands', async (serves) => {
    const life = world.live();
    const token = '口令 №1';
    const tried = await life.addOneBot(await admit('10001', { serves, token }), token);
    expect(tried).toMatchObject({ ok: true });
    if (!tried.ok) return;
    await life.wake.wake('person');
    expect((await session(tried.accountId)).state).toBe('online');
  });

  it.each([
    ['webui', 'not-onebot'],
    ['nothing', 'nobody-listens'],
  ])('where %s stands says what stands there', async (serves, reason) => {
    const life = world.live();
    expect(await life.addOneBot(await admit('10001', { serves }), 'k&y')).toEqual({ ok: false, reason });
  });
});
