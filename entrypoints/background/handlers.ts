import type { Added, PageInput } from '../../lib/messaging/page-calls';
import type { PageHandlers } from '../../lib/messaging/server';
import type { Deed } from '../../lib/model/act';
import { given } from '../../lib/model/given';
import { usualAddresses } from '../../lib/protocol/onebot/addresses';
import { tokenSecret } from '../../lib/protocol/onebot/token';
import type { AccountActs } from '../../lib/session/account-acts';
import { addAccount, changeSecrets, type Tried } from '../../lib/session/add-account';
import { type LookPorts, lookAround } from '../../lib/session/look-around';
import type { PersonActs } from '../../lib/session/person-acts';
import type { Wake } from '../../lib/session/wake';
import type { Settings } from '../../lib/settings/settings';
import type { Keeper } from './keep-store';
import type { QuietCalls } from './quiet-handlers';

/** Where the account just changed, a reply can be taken back for so long whatever was chosen. */
const guardMs = 5_000;

/** The pages' call table, each call one act of another part. */
export function createHandlers(
  ports: LookPorts,
  { wake, replies }: Wake,
  acts: AccountActs,
  people: PersonActs,
  settings: () => Promise<Settings>,
  keeper: Keeper,
): Omit<PageHandlers, `${'vault' | 'site' | 'link' | 'desk'}.${string}` | QuietCalls> {
  const { store } = ports;
  const touched = async (changes: Parameters<LookPorts['published']>[0]) => {
    ports.published(changes);
    return null;
  };
  return {
    wake: async ({ why, accountId }) => {
      // The page does not wait for servers: it hears of what changed.
      void wake(why, accountId);
      return null;
    },
    send: async ({ id, accountId, peer, text, quote }) => {
      const { undoSeconds } = await settings();
      const now = ports.now();
      const quoting = quote === undefined ? {} : { quote };
      await store.queueReply({
        id,
        accountId,
        peer,
        text,
        ...quoting,
        now,
        notBefore: now + undoSeconds * 1000,
        guardMs,
      });
      ports.published({ conversations: [[accountId, peer]] });
      void wake('alarm');
      return null;
    },
    cancel: async ({ id }) => {
      const takenBack = await store.cancelReply(id);
      if (takenBack) ports.published({ conversations: [takenBack] });
      return takenBack !== undefined;
    },
    settle: async ({ accountId, peer, ordinal, as }) => {
      if (as === 'again') await store.requeueReply(accountId, peer, ordinal, ports.now());
      if (as === 'arrived') await store.confirmReply(accountId, peer, ordinal);
      if (as === 'dropped') await store.deleteMessage(accountId, peer, ordinal, ports.now());
      if (as === 'again') void replies.drain(accountId);
      return touched({ conversations: [[accountId, peer]] });
    },
    markRead: async ({ accountId, peer, through }) => {
      if (await store.markRead([accountId, peer], through)) await people.tellRead([[accountId, peer]]);
      return touched({ conversations: [[accountId, peer]] });
    },
    act: ({ accountId, deed }) => people.act(accountId, plainDeed(deed)),
    cancelAct: ({ accountId, id }) => people.cancelAct(accountId, id),
    closeRequest: async ({ accountId, key }) => {
      await people.cancelAct(accountId, `answer ${key}`);
      await store.closeRequest(accountId, key);
      return touched({ requests: [accountId] });
    },
    'person.change': async ({ accountId, number, ...change }) => {
      await store.changePerson(accountId, number, given({ ...change, tell: change.tell && given(change.tell) }));
      return touched({ contacts: [accountId] });
    },
    'person.profile': ({ accountId, number }) => people.profile(accountId, number),
    'person.find': ({ accountId, query, after }) =>
      people.find(accountId, given({ ...query, province: query.province?.trim() || undefined }), after),
    look: async ({ accountId, numbers }) => done(people.look(accountId, numbers)),
    markAllRead: async ({ accountId }) => {
      const conversations = await store.markAllRead(accountId);
      await people.tellRead(conversations);
      return touched({ conversations });
    },
    setStatus: async ({ accountId, status }) => {
      await acts.setStatus(status, accountId);
      return null;
    },
    loud: async ({ accountId, peer, loud }) => {
      await store.setLoud([accountId, peer], loud);
      return touched({ conversations: [[accountId, peer]] });
    },
    always: async ({ accountId, peer, always }) => {
      await store.setAlways([accountId, peer], always);
      return touched({ conversations: [[accountId, peer]] });
    },
    'account.lookAround': () => lookAround(ports, 'onebot', usualAddresses, { [tokenSecret]: '' }),
    seeGaps: async ({ accountId, through }) => touched({ accounts: await store.seeGaps(through, accountId) }),
    'account.add': async (candidate) => {
      const added = await addAccount(ports, { ...candidate, name: candidate.name.trim() });
      if (added.ok) void wake('person', added.accountId);
      return answerOf(added);
    },
    'account.secrets': async ({ accountId, secrets }) => {
      const one = (await ports.readAccounts()).find(({ account }) => account.id === accountId)?.account;
      if (!one) return { ok: false, trouble: 'bad-number', field: 'uin' };
      const changed = await changeSecrets(ports, one, secrets);
      if (changed.ok) await acts.takeBack(accountId);
      return answerOf(changed);
    },
    'account.change': async ({ accountId, name, colour, tag }) => {
      await store.changeAccount(accountId, (account) => ({
        ...account,
        name: name?.trim() || account.name,
        colour: colour ?? account.colour,
        tag: tag ?? account.tag,
      }));
      return touched({ accounts: [accountId] });
    },
    'account.pause': async ({ accountId, until }) =>
      done(until === 'morning' ? acts.stayOff(accountId) : acts.pause(accountId)),
    'account.resume': async ({ accountId }) => done(acts.resume(accountId)),
    'account.letters': async ({ accountId, text }) => done(acts.giveLetters(accountId, text)),
    'account.takeBack': async ({ accountId }) => done(acts.takeBack(accountId)),
    'account.remove': async ({ accountId }) => done(acts.remove(accountId)),
    'account.restore': async ({ accountId }) => done(acts.restore(accountId)),
    'store.again': async () => done(keeper.again()),
    'store.afresh': async () => done(keeper.afresh()),
    'store.unreadable': async (what) => done(keeper.unreadable(what)),
    'account.order': async ({ ids }) => {
      await store.orderAccounts(ids);
      return touched({ accounts: ids });
    },
  };
}

/** Without words that are empty. */
function plainDeed(deed: PageInput<'act'>['deed']): Deed {
  const text = 'text' in deed && deed.text ? deed.text : undefined;
  return given({ ...deed, text }) as Deed;
}

async function done(act: Promise<void>): Promise<null> {
  await act;
  return null;
}

/** Under which field of the form the words stand. */
function answerOf(tried: Tried): Added {
  if (tried.ok) return tried;
  const { reason: trouble, said } = tried;
  const field =
    trouble === 'wrong-password' || trouble === 'wrong-token'
      ? 'password'
      : trouble === 'illegal-number' || trouble === 'already-there'
        ? 'uin'
        : 'server';
  return { ok: false, trouble, field, ...(said === undefined ? {} : { said }) };
}
