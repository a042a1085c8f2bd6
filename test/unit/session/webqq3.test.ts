import { describe, expect, it, vi } from 'vitest';
import { accepted, call, openPeopleForEach, session, slips, texts, world, write } from './webqq-world';
import type { Life } from './world';

openPeopleForEach();

const add = (life: Life, password: string) => life.addWebQq('100001', '127.0.0.1', password);
describe('a number of WebQQ 3', () => {
  it('is signed in by its password where the server has no code for a phone, hears and answers', async () => {
    await call('habit', { name: 'no-qr', on: true });
    const life = world.live();
    expect(await add(life, 'secret')).toMatchObject({ ok: true });
    await life.wake.wake('person');
    expect(await session(1)).toMatchObject({ state: 'online' });
    await call('say', { from: '200001', to: '100001', text: '你好 <b>' });
    await life.wake.wake('person');
    expect(await texts()).toEqual(['你好 <b>']);
    await write(life, '在', 1);
    await life.wake.wake('person');
    expect(await accepted('from')).toEqual(['在']);
    expect(await slips()).toEqual({});
    expect(life.trouble).toEqual([]);
  });

  it('says that it wants the password where none was given, and a server of neither era that it is none', async () => {
    await call('habit', { name: 'no-qr', on: true });
    expect(await add(world.live(), '')).toMatchObject({ ok: false, reason: 'password-wanted' });
    await call('habit', { name: 'no-password', on: true });
    expect(await add(world.live(), '')).toMatchObject({ ok: false, reason: 'not-webqq' });
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
    const first = await session(1);
    expect(first).toMatchObject({ state: 'signing-in', reason: 'type-letters', picture: expect.any(String) });
    await life.acts.giveLetters(1, 'nope');
    // Nobody waits for the wake that carries an act out.
    await vi.waitFor(async () => {
      const second = await session(1);
      expect(second).toMatchObject({ reason: 'type-letters', picture: expect.any(String) });
      expect(second?.picture).not.toBe(first?.picture);
    });
    const { accounts } = await call('state');
    const { captcha } = accounts.find(({ uin }: { uin: string }) => uin === '100001');
    await life.acts.giveLetters(1, captcha);
    await vi.waitFor(async () => expect(await session(1)).toMatchObject({ state: 'online' }));
  });

  it('is signed in again by its password when its cookies are dead, without a person', async () => {
    const life = world.live();
    await add(life, 'secret');
    await life.wake.wake('person');
    await call('kick', { uin: '100001', how: 'expire' });
    await call('say', { from: '200001', to: '100001', text: 'still here' });
    await life.wake.wake('person');
    expect(await session(1)).toMatchObject({ state: 'online' });
    expect(await texts()).toEqual(['still here']);
  });

  it('is signed in by phone where the server knows no passwords any more', async () => {
    await call('habit', { name: 'no-password', on: true });
    const life = world.live();
    expect(await add(life, 'secret')).toMatchObject({ ok: true });
    expect(await session(1)).toMatchObject({ state: 'signing-in', reason: 'scan-picture' });
  });
});
