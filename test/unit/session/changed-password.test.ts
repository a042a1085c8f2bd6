import { expect, it } from 'vitest';
import { identityOf } from '../../../lib/model/account';
import { prepareAccount } from '../../../lib/protocol/prepare';
import { changeSecrets } from '../../../lib/session/add-account';
import { life, openShopForEach, shop, world } from './one-shop';
import { password } from './world';

openShopForEach();

it('stays changed whenever, in that moment, an answer tells of the account’s cookies', async () => {
  const account = await world.connection.run((db) => db.get('accounts', shop));
  const typed = {
    server: `127.0.0.1:${world.server.ready.httpqq}`,
    uin: '10001',
    password,
    encoding: 'utf-8' as const,
  };
  const prepared = prepareAccount('http-qq', typed);
  if (!account || !prepared.ok) throw new Error('no account');
  const { secrets } = prepared.value;
  for (let n = 0; n < 12; n++) {
    const told: Promise<unknown>[] = [];
    const tell = async () => {
      for (let wait = 0; wait < n; wait++) await new Promise((resolve) => setImmediate(resolve));
      await life.ports.keepTold?.(account, { secrets: { ticket: `${n}` } });
    };
    const ports = { ...life.ports, tried: () => void told.push(tell()) };
    const changed = await changeSecrets(ports, account, { ...secrets, mark: `${n}` });
    await Promise.all(told);
    expect(changed.ok).toBe(true);
    expect(await life.ports.vault.open(shop, identityOf(account))).toMatchObject({ ...secrets, mark: `${n}` });
  }
});
