import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../../lib/model/account';
import type { Message } from '../../../lib/model/message';
import { type OneConversation, planContent, planSummary } from '../../../lib/notify/content';
import { shows } from '../../../lib/notify/plan';
import type { ConversationView } from '../../../lib/store/read';
import { plainNoticeWords as words } from '../session/desktop';

const account = { id: 1, uin: '10001', name: 'Shop' } as Account;

function one({
  nick = 'Grace',
  text = 'hello',
  peer = 'u:20001',
  unread = 1,
  senderName = 'Lin',
} = {}): OneConversation {
  const standing = { unread, mentions: unread, attention: 1, readThrough: 0, lastOrdinal: unread };
  const conversation = { accountId: 1, peer, nick, ...standing };
  return {
    account,
    view: { conversation } as ConversationView,
    message: { accountId: 1, peer, sender: '20001', senderName, text } as Message,
  };
}

describe('a notification', () => {
  it('names who wrote, to which account, and what', () => {
    expect(planContent(one(), 'everything', false, words)).toEqual({
      title: 'Grace → Shop',
      message: 'hello',
      context: '10001 · Uinbell',
      buttons: 'talk',
      silent: false,
    });
  });

  it('names the speaker in a group, and how many are unread where it is more than this', () => {
    const said = planContent(one({ peer: 'g:7', nick: 'Sellers', unread: 3 }), 'everything', false, words);
    expect(said).toMatchObject({
      title: 'Sellers → Shop',
      message: 'Lin: hello',
      context: '3 unread · 10001 · Uinbell',
    });
  });

  it('hides the text, or text and names, where the person wants it so', () => {
    expect(planContent(one(), 'names', false, words)).toMatchObject({ title: 'Grace → Shop', message: '1 unread' });
    expect(planContent(one(), 'nothing', false, words)).toMatchObject({ title: 'Shop', message: '1 unread' });
  });

  it('counts many by account, as badge and list do', () => {
    const accounts = [account, { ...account, id: 2, name: 'Private', uin: '10002' }];
    const attention = {
      total: 7,
      byAccount: new Map([
        [1, 3],
        [2, 4],
      ]),
    };
    expect(planSummary(accounts, attention, new Map(), { names: ['Grace'], more: false }, false, words)).toMatchObject({
      title: '7 unread',
      message: 'Shop 3, Private 4',
    });
    const only = { total: 3, byAccount: new Map([[1, 3]]) };
    expect(
      planSummary(accounts, only, new Map(), { names: ['Grace', 'Lin'], more: false }, false, words),
    ).toMatchObject({
      title: '3 unread → Shop',
      message: 'Grace, Lin',
    });
    const three = { names: ['Grace', 'Lin', 'Wang'], more: true };
    expect(planSummary(accounts, only, new Map(), three, false, words).message).toBe('Grace, Lin, Wang, …');
    expect(planSummary(accounts, only, new Map([[2, 1]]), { names: [], more: true }, false, words).message).toBe(
      'Shop 3, Private 1',
    );
  });

  it('cannot be made to name another account, or to break its lines', () => {
    const { title } = planContent(one({ nick: 'Grace → Private\n\u202eevil' }), 'everything', false, words);
    expect(title).toBe('Grace · Private evil → Shop');
  });

  it('is short, plain and on one line, whatever anybody is called or writes', () => {
    const wild = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 900 }),
      fc.constantFrom('<b>x</b>', '\u202e'.repeat(99), '👨‍👩‍👧'.repeat(300), '→'.repeat(20), '\0\r\n\t', ''),
    );
    fc.assert(
      fc.property(
        wild,
        wild,
        wild,
        fc.constantFrom('u:1', 'g:7'),
        fc.constantFrom(...shows),
        (nick, text, by, peer, level) => {
          const said = planContent(one({ nick, text, peer, senderName: by }), level, false, words);
          for (const line of [said.title, said.message, said.context]) {
            expect(line.trim()).not.toBe('');
            expect([...line].length).toBeLessThanOrEqual(260);
            expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
          }
          expect(said.title.endsWith('Shop')).toBe(true);
          expect(said.title.split('→').length).toBeLessThanOrEqual(2);
        },
      ),
    );
  });
});
