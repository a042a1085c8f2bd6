import { describe, expect, it } from 'vitest';
import type { Account } from '../../../lib/model/account';
import type { OneBotCursor } from '../../../lib/protocol/onebot/cursor';
import type { Cursor, Request } from '../../../lib/protocol/protocol';
import { openProtocol } from '../../../lib/protocol/registry';
import type { WebQqCursor } from '../../../lib/protocol/webqq/cursor';
import type { SessionPorts } from '../../../lib/session/ports';
import { createRecovery } from '../../../lib/session/recover';
import { anAccount, aSession, freshStore } from '../store/fresh-store';

const now = 1_700_000_000_000;

/** An answer that lay in the journal when its request had been given up: a new worker reads it. */
async function readLate(protocol: Account['protocol'], cursor: object, want: Request['want'], body: string) {
  const { store, run } = freshStore();
  const account = { ...anAccount(), protocol, server: 'http://127.0.0.1:1/', uin: '100001' };
  const opened = openProtocol(account);
  const started = { ...opened.start(() => 0.5), ...cursor } as Cursor;
  const step = opened.next(started, want, now);
  if (step.kind !== 'ask') throw new Error(step.kind);
  const { request } = step;
  const id = await store.addAccount(account, { ...aSession(), state: 'online', cursor: step.cursor });
  const bytes = new TextEncoder().encode(body.replace('{SEQ}', request.key));
  await store.journal({ accountId: id, n: request.key, bytes, at: now - 1, request, codec: opened.codec });
  const ports = { store, openProtocol, now: () => now, random: () => 0.5, published: () => undefined };
  const row = await run((db) => db.get('accounts', id));
  if (row) await createRecovery(ports as unknown as SessionPorts)(row);
  return {
    messages: await run((db) => db.getAll('messages')),
    presence: await run((db) => db.getAll('presence')),
    journal: await run((db) => db.count('journal')),
    cursor: (await run((db) => db.get('sessions', id)))?.cursor,
  };
}

describe('an answer of a request that was given up, read by a later life', () => {
  it('HTTP QQ: stores what it brought, and claims neither who is online now nor when it was written', async () => {
    const twoDaysAgo = { signedIn: true, lastOkAt: now, polledAt: now - 2 * 86_400_000 };
    const { messages, presence, journal } = await readLate(
      'http-qq',
      twoDaysAgo,
      { kind: 'receive' },
      'VER=1.1&CMD=GetMsgEx&SEQ={SEQ}&UIN=100001&RES=0&MN=2&MT=99,9,&UN=20001,20001,&MG=10,late,',
    );
    expect(messages).toMatchObject([{ text: 'late' }]);
    expect(messages[0]).not.toHaveProperty('sentAfter');
    expect({ presence, journal }).toEqual({ presence: [], journal: 0 });
  });

  it('OneBot over HTTP: remembers who wrote, whose history is then asked for after the next gap', async () => {
    const event = {
      time: now / 1000 - 60,
      self_id: 100001,
      post_type: 'message',
      message_type: 'private',
      sub_type: 'friend',
      message_id: 5,
      user_id: 20001,
      message: [{ type: 'text', data: { text: 'late' } }],
      sender: { nickname: 'Lin' },
    };
    const body = JSON.stringify({ status: 'ok', retcode: 0, data: [event] });
    const { messages, cursor } = await readLate(
      'onebot',
      { over: 'http', signedIn: true, heardAt: now - 3_600_000, lacks: ['_events'] },
      { kind: 'receive' },
      body,
    );
    expect(messages).toMatchObject([{ text: 'late', remoteKey: '5' }]);
    // What was heard so late says nothing of how long nobody listened since.
    expect(cursor as OneBotCursor).toMatchObject({ peers: ['u:20001'], heardAt: now - 3_600_000 });
  });

  it('WebQQ: what waits for a number keeps waiting', async () => {
    const value = {
      msg_id: 7,
      from_uin: 2_999_999_999,
      to_uin: 100_001,
      time: now / 1000,
      content: [['font', {}], 'late'],
    };
    const { messages, journal, cursor } = await readLate(
      'webqq',
      { stage: 'online', tokens: { psessionid: 'p', vfwebqq: 'v' } },
      { kind: 'receive' },
      JSON.stringify({ retcode: 0, result: [{ poll_type: 'message', value }] }),
    );
    expect({ messages, journal }).toEqual({ messages: [], journal: 0 });
    expect((cursor as WebQqCursor).waiting).toMatchObject([{ kind: 'message', id: '2999999999' }]);
  });
});
