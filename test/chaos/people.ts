import type { QqServer } from '../browser/server';

/** An account of ours with those who write to it. */
export interface Shop {
  readonly uin: string;
  readonly password: string;
  readonly name: string;
  readonly friends: readonly string[];
}

/** What texts are made of: commas, separators and escapes of the wire, several scripts, line breaks, one beyond the BMP. */
const words = [
  '你好，这款还有米白色吗？',
  'Is 100% cotton & linen, or a mix, in stock?',
  'a=b, c&d, 50% off\nsecond line',
  '我拍了两个，能不能一起包邮？',
  'MN=3&MT=9,&UN=10000,&MG=forged,',
  '%2C%26 is not , and &',
  'parcel 📦 arrived, thanks!',
  '  spaces on both sides + plus  ',
];

/** Two accounts share each friend, so that the same person writes to several of them. */
export function planShops(count: number): Shop[] {
  return Array.from({ length: count }, (_, i) => ({
    uin: String(10_040_000 + i * 111),
    password: `chaos-${i}-密码`,
    name: `Shop ${i + 1}`,
    friends: [friend(i), friend((i + 1) % count), friend(count)].filter((uin, at, all) => all.indexOf(uin) === at),
  }));
}

function friend(i: number): string {
  return String(20_050_000 + i * 13);
}

/** Makes everybody on the server. */
export async function invite(server: QqServer, shops: readonly Shop[]): Promise<void> {
  const friends = new Set(shops.flatMap((shop) => shop.friends));
  for (const uin of friends) {
    const known = shops.filter((shop) => shop.friends.includes(uin)).map((shop) => shop.uin);
    await server.account({ uin, password: `of-${uin}`, nick: `Friend ${uin}`, friends: known });
    await server.presence(uin, 'online');
  }
  for (const { uin, password, name, friends: own } of shops) {
    await server.account({ uin, password, nick: name, friends: own });
  }
}

/** A text that carries its id, so that ledger and store can be compared by id and by text. */
export function textWith(id: string, n: number): string {
  return `${words[n % words.length]} #${id}#`;
}

/** The id that a text carries, if it is one of ours. */
export function idIn(text: string): string | undefined {
  return /#([a-z]+-\d+)#$/.exec(text)?.[1];
}
