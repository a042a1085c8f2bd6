import { it } from 'vitest';
import type { Reply, Request, Want } from '../../../../lib/protocol/protocol';
import replies from '../../../fixtures/onebot/replies.json';
import { type Reading, readsAnything } from '../hostile-json';
import { ask, groupMessage, message, noon, overHttp, privateMessage, protocol, raw, signedInCursor } from './talk';

const since = noon - 60_000;
const signedIn = signedInCursor();
const wants: Readonly<Record<string, Want>> = {
  status: { kind: 'status', status: 'busy' },
  send: message,
  history: { kind: 'catch-up' },
  'presence-of': { kind: 'presence-of', number: '200001' },
  answer: { kind: 'answer', key: 'friend.1740830400', accept: true },
};
const card = { app: 'x', prompt: 'p', meta: { detail: { jumpUrl: 'https://a.test/' } } };
const segments = [
  ...['text', 'markdown', 'at', 'reply', 'image', 'mface', 'file', 'face', 'json', 'miniapp', 'xml', 'contact', 'poke'],
  ...['rps', 'forward', 'share', 'constructor'],
].map((type) => ({
  type,
  data: { text: 'a', id: 1, qq: 1, name: 'n', file: 'f', data: JSON.stringify(card), url: '' },
}));
const request = {
  post_type: 'request',
  self_id: 100001,
  user_id: 200001,
  comment: 'hi',
  flag: 'f1',
  time: noon / 1000,
};
const pushes: readonly unknown[] = [
  privateMessage(segments),
  privateMessage('[CQ:at,qq=1]', { sub_type: 'group', anonymous: { name: 'a' }, target_id: 1 }),
  groupMessage(segments[0]),
  { ...request, request_type: 'friend' },
  { ...request, request_type: 'group', sub_type: 'invite', group_id: 300001 },
  { post_type: 'notice', notice_type: 'friend_recall', self_id: 100001, user_id: 200001, message_id: 42 },
  { post_type: 'notice', notice_type: 'group_increase', self_id: 100001, user_id: 100001 },
  { post_type: 'notice', notice_type: 'bot_offline', self_id: 100001, message: 'm', tag: 't' },
  { post_type: 'meta_event', meta_event_type: 'heartbeat', self_id: 100001, interval: 5000, status: { online: true } },
  { post_type: 'weather', self_id: 100001 },
];
const lists = [
  {
    invited_requests: [{ request_id: 1, group_id: 2, requester_uin: 3, requester_nick: 'n', message: 'm', flag: 'f' }],
    join_requests: [{ request_id: 1, group_id: 2, invitor_uin: 3, invitor_nick: 'n', checked: true }],
  },
  [{ flag: '1:2:3:4:2', group_id: 2, requester_uin: 3 }],
  [{ flag: 'u', uid: 'u', time: noon / 1000, reqTime: 1, nick: 'n', uin: 200001, user_id: 1, msg: 'm' }],
];
const asking = (name: string) => ({ ...signedIn, asks: [name], asksSince: since });
const looking = { ...signedIn, catchUp: { since, peers: ['u:200001'] as const } };

const answers = [
  ...replies.map(({ title, want, data }) => {
    const told = wants[want] ?? ({ kind: want } as Want);
    const cursor = title === 'who wrote meanwhile' ? { ...signedIn, catchUp: { since } } : signedIn;
    return { title, want: told, data: data as unknown, cursor: title === 'a history' ? looking : cursor };
  }),
  ...lists.map((data, n) => ({
    title: `requests ${n}`,
    want: { kind: 'requests' } as const,
    data: data as unknown,
    cursor: asking(n === 2 ? 'get_doubt_friends_add_request' : 'get_group_system_msg'),
  })),
  { title: 'a history', want: { kind: 'catch-up' } as const, data: { messages: pushes.slice(0, 3) }, cursor: looking },
  { title: 'who answers', want: { kind: 'sign-in' } as const, data: { user_id: 100001 }, cursor: signedIn },
  { title: 'events', want: { kind: 'receive' } as const, data: pushes, cursor: { ...overHttp(), lacks: ['_events'] } },
];

function read(to: Request | 'push', cursor: typeof signedIn, got: Reply): void {
  protocol.accept(cursor, to, got, noon);
  if (got.kind === 'reply') protocol.replyKey?.(got.bytes);
  if (to === 'push') return;
  protocol.acceptLate?.(cursor, to, got, noon);
  protocol.carriesNothing(to, got);
}

it('reads anything in any place of an answer or an event without an exception', () => {
  const readings: Reading[] = [
    ...answers.map(({ title, want, data, cursor }): Reading => {
      const { cursor: after, request } = ask(cursor, want);
      const sound = { status: 'ok', retcode: 0, data, echo: request.key, message: '', wording: '' };
      return { title, sound, read: (spoilt) => read(request, after, raw(JSON.stringify(spoilt))) };
    }),
    ...pushes.map((sound, n): Reading => {
      return { title: `push ${n}`, sound, read: (spoilt) => read('push', signedIn, raw(JSON.stringify(spoilt))) };
    }),
  ];
  readsAnything(readings);
});

it('reads a text of more escapes than an expression has room for without an exception', () => {
  const text = `{"status":"ok","retcode":0,"data":"${'\\n'.repeat(4_000_000)}","id":1234567890123456}`;
  const { cursor, request } = ask(signedIn, { kind: 'receive' });
  read(request, cursor, raw(text));
});
