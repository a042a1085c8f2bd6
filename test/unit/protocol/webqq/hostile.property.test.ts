import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Request, Want } from '../../../../lib/protocol/protocol';
import { type Reading, readsAnything } from '../hostile-json';
import { json, noon, poll, protocol, recorded, signedInCursor } from './talk';

/** Which call a recording answers, and about whom. */
const calls: Readonly<Record<string, string>> = {
  smartqq_discu_info: 'get_discu_info 4000000001',
  smartqq_discus_list: 'get_discus_list',
  smartqq_friend_uin2: 'get_friend_uin2 p2000000001',
  smartqq_getvfwebqq: 'getvfwebqq',
  smartqq_group_info_ext2: 'get_group_info_ext2 3000000001',
  smartqq_group_name_list_mask2: 'get_group_name_list_mask2',
  smartqq_login2: 'login2',
  smartqq_online_buddies2: 'get_online_buddies2',
  smartqq_recent_list2: 'get_recent_list2',
  smartqq_self_info2: 'get_self_info2',
  smartqq_user_friends2: 'get_user_friends2',
  webqq_c2cmsg_sig: 'get_c2cmsg_sig2 200005',
};
const wants: Readonly<Record<string, Want>> = {
  smartqq_friend_info2: { kind: 'profile', number: '200001' },
  smartqq_send_ok: { kind: 'send', outboxId: 'o', peer: 'u:200001', text: 'a' },
  webqq_change_status_logout_send: { kind: 'status', status: 'busy' },
  webqq_allow_and_add2: { kind: 'answer', key: 'friend.200001', accept: true },
};

const cursor = {
  ...signedInCursor(),
  strangers: { 200005: { id: '2000000005', through: '3000000001', service: 0 } },
};

function requestOf(name: string): Request {
  const want = wants[name] ?? ({ kind: 'go-on' } as const);
  const call = calls[name] ?? (/poll|content/.test(name) ? 'poll2' : 'other');
  const via = { kind: 'http', method: 'GET', url: 'http://d.qq.com/' } as const;
  return { key: `1.5.${call}`, want, via, repeat: 'once', destructive: call === 'poll2' };
}

it('reads anything in any place of an answer without an exception', () => {
  const files = readdirSync(new URL('../../../fixtures/webqq', import.meta.url)).filter((file) => /json$/.test(file));
  const readings = files.flatMap((file): Reading[] => {
    const name = file.replace('.json', '');
    const body = recorded(name);
    const request = requestOf(name);
    const read = (spoilt: unknown) => {
      const got = json(spoilt);
      const after = protocol.accept(cursor, request, got, noon).cursor;
      protocol.acceptLate?.(cursor, request, got, noon);
      protocol.acceptLate?.({ ...cursor, life: 2 }, request, got, noon);
      protocol.carriesNothing(request, got);
      protocol.told?.(request, got);
      // What it left in the cursor is read again by the next.
      protocol.accept(after, requestOf('poll'), json({ retcode: 0, result: [] }), noon);
    };
    return (Array.isArray(body) ? body : [body]).map((sound) => ({ title: name, sound, read }));
  });
  readsAnything(readings);
});

it('reads a message of nothing but blanks, as long as an answer may be, without an exception', () => {
  const value = {
    msg_id: 1,
    from_uin: 2000000001,
    to_uin: 100001,
    time: noon / 1000,
    content: Array(300_000).fill(' '),
  };
  const batch = poll({ retcode: 0, result: [{ poll_type: 'message', value }] });
  expect(batch.events).toMatchObject([{ text: '[image]' }]);
});

it('reads a text of a million blanks in no time', () => {
  const said = `${' '.repeat(1_000_000)}a \n`;
  const value = { msg_id: 1, from_uin: 2000000001, to_uin: 100001, time: noon / 1000, content: [said] };
  const batch = poll({ retcode: 0, result: [{ poll_type: 'message', value }] });
  expect(batch.events).toMatchObject([{ text: said.trimEnd() }]);
});
