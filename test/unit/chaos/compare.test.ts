import { describe, expect, it } from 'vitest';
import { type Books, compare } from '../../chaos/compare';
import { textWith } from '../../chaos/people';
import type { MessageRow } from '../../chaos/rows';
import type { LedgerEntry } from '../../server/ledger';

const text = (id: string) => textWith(id, 1);

function accepted(n: number, id: string, from: string, to: string): LedgerEntry {
  return { n, id, at: n, kind: 'accepted', protocol: 'http-qq', from, to, text: text(id) };
}

function received(id: string, over: Partial<MessageRow> = {}): MessageRow {
  const [accountId, peer, sender, direction] = [1, 'u:20001', '20001', 'in'] as const;
  return { accountId, peer, sender, direction, ordinal: 1, remoteKey: id, text: text(id), ...over };
}

function written(id: string, over: Partial<MessageRow> = {}): MessageRow {
  return { ...received(id), direction: 'out', sender: '10001', remoteKey: `o${id}`, delivery: 'sent', ...over };
}

const queued = (id: string) => ({ id, accountId: 1, peer: 'u:20001', text: text(id) });

/** Two accounts, one message to the first and one reply of it: both sides agree. */
function honest(
  over: { messages?: MessageRow[]; ledger?: LedgerEntry[]; unread?: number; badge?: string } = {},
): Books {
  const messages = over.messages ?? [received('say-1'), written('reply-1', { ordinal: 2 })];
  return {
    ledger: over.ledger ?? [accepted(1, 'say-1', '20001', '10001'), accepted(2, 'reply-1', '10001', '20001')],
    rows: {
      accounts: [
        { id: 1, uin: '10001' },
        { id: 2, uin: '10002' },
      ],
      messages,
      conversations: [{ accountId: 1, peer: 'u:20001', readThrough: 0, unread: over.unread ?? 1 }],
      sessions: [],
      outbox: [],
      journal: [],
    },
    queued: [queued('reply-1')],
    badge: over.badge ?? '1',
  };
}

const reply = written('reply-1', { ordinal: 2 });

describe('the comparison of ledger and store', () => {
  it('finds nothing where both agree', () => {
    expect(compare(honest())).toEqual({
      accepted: 1,
      stored: 1,
      duplicated: 0,
      lost: 0,
      crossed: 0,
      replies: { queued: 1, sent: 1, delivered: 1, uncertain: 0, failed: 0 },
      differences: [],
    });
  });

  it.each<[string, Books, RegExp]>([
    ['a message that is not stored', honest({ messages: [reply], unread: 0, badge: '' }), /^not stored: say-1/],
    [
      'one that is stored twice',
      honest({ messages: [received('say-1'), reply, received('say-1', { ordinal: 3 })], unread: 2, badge: '2' }),
      /^stored 2 times: say-1/,
    ],
    [
      'one in another account',
      honest({ messages: [reply, received('say-1', { accountId: 2 })], unread: 0, badge: '' }),
      /^crossed: say-1 .* 10002/,
    ],
    [
      'one in another conversation',
      honest({ messages: [reply, received('say-1', { peer: 'u:20002' })], unread: 0, badge: '' }),
      /^crossed: say-1/,
    ],
    [
      'one whose text was changed',
      honest({ messages: [received('say-1', { text: `cut ${text('say-1')}` }), reply] }),
      /^stored with another text: say-1/,
    ],
    [
      'one that nobody said',
      honest({ messages: [received('say-1'), reply, received('say-2', { ordinal: 3 })], unread: 2, badge: '2' }),
      /^stored, but never accepted: say-2/,
    ],
    [
      'two of one sender that changed places',
      honest({
        messages: [received('say-2'), received('say-1', { ordinal: 2 }), written('reply-1', { ordinal: 3 })],
        ledger: [
          accepted(1, 'say-1', '20001', '10001'),
          accepted(2, 'say-2', '20001', '10001'),
          accepted(3, 'reply-1', '10001', '20001'),
        ],
        unread: 2,
        badge: '2',
      }),
      /^out of order at 10001 u:20001: say-1/,
    ],
    [
      'a reply that is called sent and was not',
      honest({ ledger: [accepted(1, 'say-1', '20001', '10001')] }),
      /sent.* 0 times/,
    ],
    [
      'a reply that was delivered twice',
      honest({
        ledger: [
          accepted(1, 'say-1', '20001', '10001'),
          accepted(2, 'reply-1', '10001', '20001'),
          accepted(3, 'reply-1', '10001', '20001'),
        ],
      }),
      /sent.* 2 times/,
    ],
    [
      'a reply that is called failed and was delivered',
      honest({ messages: [received('say-1'), written('reply-1', { ordinal: 2, delivery: 'failed' })] }),
      /failed.* 1 times/,
    ],
    [
      'a reply that waits for ever',
      honest({ messages: [received('say-1'), written('reply-1', { ordinal: 2, delivery: 'queued' })] }),
      /queued/,
    ],
    ['a reply that is shown nowhere', honest({ messages: [received('say-1')] }), /^shown 0 times: reply-1/],
    [
      'a reply of another account',
      honest({ ledger: [accepted(1, 'say-1', '20001', '10001'), accepted(2, 'reply-1', '10002', '20001')] }),
      /^crossed: reply-1/,
    ],
    ['a count that is off', honest({ unread: 3 }), /3 unread, counted 1/],
    ['a badge that is off', honest({ badge: '7' }), /badge shows "7" where 1/],
  ])('finds %s', (_what, books, sentence) => {
    expect(compare(books).differences).toContainEqual(expect.stringMatching(sentence));
  });

  it.each([0, 1])('lets an uncertain reply have been delivered %i times', (times) => {
    const uncertain = written('reply-1', { ordinal: 2, delivery: 'uncertain' });
    const ledger = [accepted(1, 'say-1', '20001', '10001'), accepted(2, 'reply-1', '10001', '20001')];
    const verdict = compare(honest({ messages: [received('say-1'), uncertain], ledger: ledger.slice(0, 1 + times) }));
    expect(verdict).toMatchObject({ differences: [], replies: { uncertain: 1, delivered: times } });
  });
});

describe('the comparison of what came in and what was announced', () => {
  const unread = { accountId: 1, peer: 'u:20001', ordinal: 1, state: 'shown' };
  const withNotices = (notified: number, quiet: Record<string, number>, notices = [unread]): Books => {
    const books = honest();
    const session = { accountId: 1, state: 'online', inFlight: [], todo: [], notices: { notified, quiet } };
    return { ...books, rows: { ...books.rows, sessions: [session], notices } };
  };

  it('finds nothing where each was announced once, or kept quiet', () => {
    expect(compare(withNotices(1, {})).differences).toEqual([]);
    expect(compare(withNotices(0, { muted: 1 }, [{ ...unread, state: 'muted' }])).differences).toEqual([]);
  });

  it.each<[string, Books, RegExp]>([
    ['one that was announced twice', withNotices(2, {}), /^account 1: 1 stored, 2 announced, 0 kept quiet/],
    ['one that was announced and kept quiet', withNotices(1, { muted: 1 }), /1 announced, 1 kept quiet/],
    ['one that nobody heard of', withNotices(0, {}), /1 stored, 0 announced, 0 kept quiet/],
    ['one that is unread and was never decided on', withNotices(1, {}, []), /nobody decided on 1 unread/],
    ['one that still waits', withNotices(1, {}, [{ ...unread, state: 'showing' }]), /u:20001 1 is still showing/],
  ])('finds %s', (_, books, difference) => {
    expect(compare(books).differences.join('\n')).toMatch(difference);
  });
});
