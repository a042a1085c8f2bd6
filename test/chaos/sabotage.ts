import { putRow, readRows } from '../browser/raw-store';
import type { Sabotage } from './options';
import { textWith } from './people';
import type { MessageRow } from './rows';
import type { Stage } from './stage';

/** What loses it. */
const lostFrom = { 'http-qq': {}, onebot: { cmd: 'message' }, webqq: { cmd: 'poll2' } } as const;

/** Before everything settles: the server loses a message that it took, in a reply that looks sound. */
export async function sabotageBefore({ server, shops }: Stage, sabotage: Sabotage | undefined): Promise<void> {
  const [shop] = shops;
  const [from] = shop?.friends ?? [];
  if (sabotage !== 'lost' || !shop || !from) return;
  const id = 'sabotage-1';
  await server.plant({ kind: 'lose', uin: shop.uin, ...lostFrom[shop.protocol] });
  await server.server.say({ from, to: shop.uin, text: textWith(id, 1), id });
}

/** After everything has settled: what a bug in the store would leave behind. */
export async function sabotageAfter({ browser, ids }: Stage, sabotage: Sabotage | undefined): Promise<void> {
  if (sabotage !== 'doubled' && sabotage !== 'crossed') return;
  const messages = await readRows<MessageRow>(browser.live, 'messages');
  const message = messages.find(({ direction }) => direction === 'in');
  if (!message) throw new Error('nothing is stored that could be doubled or crossed');
  const elsewhere = [...ids.values()].find((id) => id !== message.accountId);
  const accountId = sabotage === 'doubled' ? message.accountId : elsewhere;
  await putRow(browser.live, 'messages', { ...message, accountId, ordinal: 999_999, remoteKey: 'sabotage' });
}
