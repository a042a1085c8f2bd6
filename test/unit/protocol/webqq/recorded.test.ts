import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Want } from '../../../../lib/protocol/protocol';
import { decodeContent } from '../../../../lib/protocol/webqq/content';
import type { WebQqCursor } from '../../../../lib/protocol/webqq/cursor';
import { ask, json, noon, poll, protocol, recorded, signedInCursor, uin } from './talk';

/** A sign-in that has come so far, asked for its next step or call; and what the recorded answer makes of it. */
function step(but: Partial<WebQqCursor>, name: string, want: Want = { kind: 'go-on' }) {
  const { cursor, request } = ask({ ...signedInCursor(), ...but }, want);
  const reply = json(recorded(name));
  return { batch: protocol.accept(cursor, request, reply, noon), told: protocol.told?.(request, reply) };
}
const message = (one: object) => expect.objectContaining({ kind: 'message', direction: 'in', ...one });
const texts = (name: string) => poll(recorded(name)).events;
const answer: Want = { kind: 'answer', key: 'friend.200001', accept: true };
const waiting = (group: string, scene: 'g' | 'd') => ({
  namesAt: {},
  waiting: [
    { kind: 'message', scene, id: group, writer: '2000000001', msgId: '1', content: { text: 'hi' } },
  ] as WebQqCursor['waiting'],
});

/** What each recorded answer is read as. Polls that carry messages and news have a test of their own as well. */
const readings: Readonly<Record<string, () => void>> = {
  smartqq_getvfwebqq() {
    const { batch, told } = step({ stage: 'ticket' }, 'smartqq_getvfwebqq');
    expect(batch.cursor.stage).toBe('link');
    expect(told?.secrets?.vfwebqq).toMatch(/^0{80}$/);
  },
  smartqq_login2() {
    const { batch, told } = step({ stage: 'link' }, 'smartqq_login2', { kind: 'sign-in' });
    expect(batch).toMatchObject({ session: { state: 'online' }, self: { number: uin } });
    // Its vfwebqq was of no use.
    expect(Object.keys(told?.secrets ?? {})).toEqual(['psessionid']);
  },
  smartqq_user_friends2() {
    const { batch } = step({}, 'smartqq_user_friends2', { kind: 'contacts' });
    expect(batch.events[0]).toMatchObject({ kind: 'contacts' });
    expect(batch.cursor.friends[0]).toMatchObject({ id: '2000000001' });
  },
  smartqq_group_name_list_mask2() {
    const { batch } = step({}, 'smartqq_group_name_list_mask2', { kind: 'groups' });
    expect(batch.cursor.groups[0]).toMatchObject({ id: '3000000001' });
  },
  smartqq_discus_list() {
    const { batch } = step({ toCall: ['get_discus_list'] }, 'smartqq_discus_list');
    expect(batch.cursor.discussions).toEqual([{ number: '4000000001', name: '讨论组' }]);
    expect(batch.cursor.toCall).toEqual([]);
  },
  smartqq_self_info2() {
    expect(step({ toCall: ['get_self_info2'] }, 'smartqq_self_info2').batch.cursor.nick).toBe('ABCD');
  },
  smartqq_online_buddies2() {
    const { batch } = step({}, 'smartqq_online_buddies2', { kind: 'presence' });
    expect(batch.events).toEqual([
      { kind: 'presence', number: '200001', state: 'online', source: 'list' },
      { kind: 'everyone-else-offline', except: ['200001'] },
    ]);
  },
  smartqq_recent_list2() {
    const { batch } = step({ toCall: ['get_recent_list2'] }, 'smartqq_recent_list2');
    expect(batch).toMatchObject({ events: [], cursor: { toCall: [] }, nextAt: noon });
  },
  smartqq_friend_uin2() {
    const { numbers: _, ...nameless } = signedInCursor();
    const unknown = { ...nameless, numbers: {}, asks: 1, friends: [{ id: '2000000001', nick: 'Ming' }] };
    const { batch } = step(unknown, 'smartqq_friend_uin2');
    expect(batch.cursor.numbers).toEqual({ p2000000001: '200001' });
    expect(batch.events).toEqual([{ kind: 'contact', contact: { number: '200001', nick: 'Ming' } }]);
  },
  smartqq_group_info_ext2() {
    const groups = [{ id: '3000000001', code: '3100000001', name: '群名称' }];
    const { batch } = step({ ...waiting('3000000001', 'g'), groups }, 'smartqq_group_info_ext2');
    // The card stands above the nick.
    expect(batch.events).toEqual([message({ peer: 'g:300001', sender: '200001', senderName: '群名片' })]);
  },
  smartqq_discu_info() {
    const { batch } = step(waiting('4000000001', 'd'), 'smartqq_discu_info');
    expect(batch.events).toEqual([message({ peer: 'd:4000000001', senderName: 'Hey' })]);
  },
  smartqq_friend_info2() {
    const { batch } = step({}, 'smartqq_friend_info2', { kind: 'profile', number: '200001' });
    expect(batch.events).toMatchObject([{ kind: 'profile', number: '200001', profile: { nick: 'ABCD' } }]);
  },
  smartqq_single_long_nick2() {
    // Nobody asks for it: what it tells stands in no list. As somebody else's answer it breaks nothing.
    const { batch } = step({}, 'smartqq_single_long_nick2', { kind: 'profile', number: '200001' });
    expect(batch).toMatchObject({ events: [], outcome: { kind: 'failed' } });
  },
  smartqq_send_ok() {
    const { batch } = step({}, 'smartqq_send_ok', { kind: 'send', outboxId: 'o', peer: 'u:200001', text: 'x' });
    expect(batch.outcome).toEqual({ kind: 'done' });
  },
  smartqq_poll_empty() {
    for (const body of recorded('smartqq_poll_empty'))
      expect(poll(body)).toMatchObject({ session: { state: 'online' }, events: [] });
  },
  smartqq_poll_messages() {
    expect(texts('smartqq_poll_messages').map((event) => event.kind === 'message' && event.text)).toEqual([
      '好啊',
      '好啊',
      '好啊',
    ]);
  },
  webqq_change_status_logout_send() {
    expect(step({}, 'webqq_change_status_logout_send', { kind: 'status', status: 'busy' }).batch).toMatchObject({
      outcome: { kind: 'done' },
      session: { state: 'online' },
    });
    expect(step({}, 'webqq_change_status_logout_send', { kind: 'sign-out' }).batch.session?.state).toBe('signed-out');
    const send: Want = { kind: 'send', outboxId: 'o', peer: 'g:300001', text: 'x' };
    expect(step({}, 'webqq_change_status_logout_send', send).batch.outcome).toEqual({ kind: 'done' });
  },
  webqq_allow_and_add2() {
    expect(step({}, 'webqq_allow_and_add2', answer).batch.events).toEqual([
      { kind: 'request-closed', key: 'friend.200001' },
    ]);
  },
  webqq_deny_added_request2() {
    const no: Want = { ...answer, accept: false, text: 'no' };
    expect(step({}, 'webqq_deny_added_request2', no).batch.events).toEqual([
      { kind: 'request-closed', key: 'friend.200001' },
    ]);
  },
  webqq_c2cmsg_sig() {
    const strangers = { '200009': { id: '2000000009', through: '3000000001', service: 0 } };
    const { batch } = step({ strangers }, 'webqq_c2cmsg_sig');
    expect(batch.cursor.strangers['200009']?.signature).toMatch(/^0+$/);
  },
  webqq_content_cface_p2p() {
    const content = [['font', {}], recorded('webqq_content_cface_p2p')];
    expect(decodeContent(content)).toEqual({ text: '[image]', parts: [{ kind: 'picture' }] });
  },
  webqq_poll_group_muted() {
    expect(texts('webqq_poll_group_muted')).toEqual([
      message({ peer: 'g:300001', text: 'Alice(100001) 被管理员禁言10分钟' }),
    ]);
  },
  webqq_poll_group_face_font() {
    expect(texts('webqq_poll_group_face_font')).toEqual([
      message({ peer: 'g:300001', parts: [expect.objectContaining({ kind: 'face' })] }),
    ]);
  },
  webqq_poll_notify_offfile() {
    // What became of a file that was sent from another client.
    expect(poll(recorded('webqq_poll_notify_offfile'))).toMatchObject({ events: [], session: { state: 'online' } });
  },
  webqq_poll_system_added_buddy_sig() {
    expect(poll(recorded('webqq_poll_system_added_buddy_sig'))).toMatchObject({
      events: [],
      then: expect.arrayContaining([{ kind: 'contacts' }]),
    });
  },
  webqq_poll_kick_2012() {
    const batch = poll(recorded('webqq_poll_kick_2012'));
    expect(batch).toMatchObject({ session: { state: 'displaced', reason: 'taken-over' }, nextAt: 'stop' });
    expect(batch.session?.said).toContain('另一地点');
  },
  webqq_poll_retcodes() {
    const become = recorded('webqq_poll_retcodes').map((body: { retcode: number; result?: string }) => {
      const { cursor, session } = poll(body);
      const stage = cursor.stage === 'online' ? '' : ` by ${cursor.stage}`;
      return `${body.retcode}${body.result ? ' ok' : ''}: ${session?.state}${stage}`;
    });
    expect(become).toEqual([
      '102: online',
      '116: online',
      ...['121', '120'].map((code) => `${code}: signing-in by relink`),
      ...['103', '103', '100', '108'].map((code) => `${code}: signing-in by auth`),
      ...['109', '110', '114', '122'].map((code) => `${code}: online`),
      '100000: signing-in by auth',
      ...['100001', '100003', '100006', '100101'].map((code) => `${code}: online`),
      '0 ok: online',
    ]);
  },
};

/** Those whose reading `poll.test.ts` has in its table. */
const news = [
  'message message_newline message_offpic group_message group_cface group_face group_super_emoji group_web_message',
  'discu_message sess_message shake_message push_offfile file_message buddies_status_change system_verify_required',
  'system_verify_pass sys_g_msg buddylist_change input_notify kick_2015',
].flatMap((line) => line.split(' ').map((name) => `webqq_poll_${name}`));

describe('what was recorded', () => {
  it.each(Object.entries(readings))('%s is read as what it means', (_, check) => check());

  it('is read without a rest: every recording has a test of what it means', () => {
    const files = readdirSync(new URL('../../../fixtures/webqq', import.meta.url));
    const names = files.flatMap((file) => (file.endsWith('.json') ? [file.replace('.json', '')] : []));
    expect([...Object.keys(readings), ...news].sort()).toEqual(names.sort());
  });
});
