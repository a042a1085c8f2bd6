import { addAccount } from '../browser/ask';
import type { LiveBrowser } from '../browser/live-browser';
import { confirmByPhone } from '../browser/phone';
import type { QqServer } from '../browser/server';
import { FLAVOURS, type Flavour } from '../server/onebot/flavours';
import type { ChaosProtocol } from './options';

/** An account of ours with those who write to it. */
export interface Shop {
  readonly uin: string;
  readonly password: string;
  readonly name: string;
  readonly friends: readonly string[];
  readonly protocol: ChaosProtocol;
  /** OneBot: whose program it is. The password is its token. */
  readonly flavour?: Flavour;
  /** It opens no socket: a stream of events, or questions, over HTTP. */
  readonly serves?: 'http';
}

/** Programs without a history of what friends wrote: a gap that is told stands for what was missed there. */
export const blindFlavours: readonly Flavour[] = ['go-cqhttp'];

/**
 * Programs that can be spoken to over HTTP alone and lose nothing by it: a stream that ends is noticed, a history is read
 * anew. Lagrange tells nothing over HTTP; go-cqhttp's queue dies with its process, and no client can know that it did.
 */
const overHttp: readonly Flavour[] = ['napcat', 'llbot', 'snowluma'];

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
export function planShops(count: number, protocol: ChaosProtocol = 'http-qq'): Shop[] {
  return Array.from({ length: count }, (_, i) => ({
    uin: String(10_040_000 + i * 111),
    password: `chaos-${i}-密码`,
    name: `Shop ${i + 1}`,
    protocol,
    ...(protocol === 'onebot' && planProgram(i)),
    friends: [friend(i), friend((i + 1) % count), friend(count)].filter((uin, at, all) => all.indexOf(uin) === at),
  }));
}

/** Every other number is at a program that is set up for HTTP alone, where such a program will do. */
function planProgram(i: number): Pick<Shop, 'flavour' | 'serves'> {
  const flavour = FLAVOURS[i % FLAVOURS.length] ?? FLAVOURS[0];
  return { flavour, ...(i % 2 === 1 && overHttp.includes(flavour) && { serves: 'http' }) };
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
  for (const { uin, password, name, friends: own, protocol, flavour, serves } of shops) {
    const program = flavour ? { token: password, flavour, ...(serves && { serves }) } : {};
    await server.account({ uin, password, nick: name, friends: own, protocol, ...program });
  }
}

/** Adds every shop to the extension; answers the account ids by number. */
export async function signIn(
  live: LiveBrowser,
  server: QqServer,
  shops: readonly Shop[],
): Promise<Map<string, number>> {
  const { accounts } = await server.state();
  const ids = new Map<string, number>();
  for (const { uin, password, name, protocol } of shops) {
    const port = accounts.find((account) => account.uin === uin)?.port;
    const where = {
      'http-qq': { server: `127.0.0.1:${server.ports.httpqq}`, uin },
      onebot: { server: `ws://127.0.0.1:${port}` },
      webqq: { server: `127.0.0.1:${server.ports.webqq}`, uin },
    }[protocol];
    const id = await addAccount(live, { protocol, ...where, password, name });
    if (protocol === 'webqq') await confirmByPhone(live, server, uin, id);
    ids.set(uin, id);
  }
  return ids;
}

/** A text that carries its id, so that ledger and store can be compared by id and by text. */
export function textWith(id: string, n: number): string {
  return `${words[n % words.length]} #${id}#`;
}

/** The id that a text carries, if it is one of ours. */
export function idIn(text: string): string | undefined {
  return /#([a-z]+-\d+)#$/.exec(text)?.[1];
}
