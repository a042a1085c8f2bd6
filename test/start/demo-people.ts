import type { QqServer } from '../browser/server';

/** Numbers, names and words of the demo: all invented. Texts carry their id, so that a reader can count them. */
export interface DemoAccount {
  readonly uin: string;
  readonly name: string;
  /** What it is reached by. */
  readonly protocol: 'http-qq' | 'onebot' | 'webqq';
  /** Of HTTP QQ the password, of OneBot the token; a phone signs WebQQ in. */
  readonly secret: string;
}

const shops = ['优品小店', '客服一号', 'Wholesale', '私人号', '售后', 'Warehouse', '代理', '备用'];
const friends = ['林小满', 'Grace Lindqvist', '周宁远', '欧阳锦程－德清新市门窗五金批发部', 'Anton Reyes', '程一诺'];
const lines = [
  '你好，这款帆布包还有米白色吗？',
  'Hi, could you ship to Ningbo as well?',
  '我拍了两个，能不能一起包邮？',
  'Thanks, the parcel arrived this morning.',
  '收件人是我妈，麻烦附一张手写卡片：“妈妈，生日快乐，少熬夜。”',
  'Is 100% cotton & linen, or a mix, in stock?',
  '上次那批拉手有三件掉漆，照片发你了',
  'a=b, c&d, 50% off\rsecond line',
];

const everyProtocol: ReadonlyArray<DemoAccount['protocol']> = ['http-qq', 'onebot', 'webqq'];

/** The protocols come round in that order. */
export function planDemoAccounts(count: number, protocols = everyProtocol): DemoAccount[] {
  return Array.from({ length: count }, (_, i) => {
    const name = i < shops.length ? (shops[i] as string) : `小店 ${i + 1}`;
    const protocol = protocols[i % protocols.length] as DemoAccount['protocol'];
    const secret = protocol === 'onebot' ? `demo-token-${i}` : `demo-${i}-密码`;
    return { uin: String(10_020_456 + i * 1111), name, protocol, secret };
  });
}

export function friendsOf(account: DemoAccount): { uin: string; nick: string }[] {
  return friends.map((nick, i) => ({ uin: String(Number(account.uin) + 10_000_000 + i), nick }));
}

/** Makes everybody on the server. */
export async function invite(server: QqServer, accounts: readonly DemoAccount[]): Promise<void> {
  for (const account of accounts) {
    const circle = friendsOf(account);
    for (const friend of circle) {
      await server.account({ ...friend, password: `of-${friend.uin}`, friends: [account.uin] });
    }
    const { uin, secret, name: nick, protocol } = account;
    const person = { uin, password: secret, nick, friends: circle.map((friend) => friend.uin) };
    await server.account({ ...person, protocol, ...(protocol === 'onebot' && { token: secret }) });
    // HTTP QQ tells names only of those who are there.
    for (const [i, friend] of circle.entries()) await server.presence(friend.uin, i % 3 === 2 ? 'busy' : 'online');
  }
}

/** The n-th thing said: who, to whom and what. Every account and every friend comes round. */
export function planLine(
  accounts: readonly DemoAccount[],
  n: number,
): { from: string; to: string; text: string; id: string } {
  const account = accounts[n % accounts.length] as DemoAccount;
  const circle = friendsOf(account);
  const friend = circle[Math.floor(n / accounts.length) % circle.length] as { uin: string };
  const id = `demo-${n}`;
  return { from: friend.uin, to: account.uin, text: `${lines[n % lines.length]} #${id}#`, id };
}

/** The id a demo text carries, if it is one. */
export function idIn(text: string): string | undefined {
  return /#(demo-\d+)#/.exec(text)?.[1];
}
