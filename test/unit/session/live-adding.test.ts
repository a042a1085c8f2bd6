import { describe, expect, it } from 'vitest';
import { admit, online, session, world } from './live-world';

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

  it.each([
    ['webui', 'not-onebot'],
    ['nothing', 'nobody-listens'],
  ])('where %s stands says what stands there', async (serves, reason) => {
    const life = world.live();
    expect(await life.addOneBot(await admit('10001', { serves }), 'k&y')).toEqual({ ok: false, reason });
  });
});
