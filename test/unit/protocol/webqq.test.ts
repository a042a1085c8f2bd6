import { readdirSync } from 'node:fs';
import type { Want } from '../../../lib/protocol/protocol';
import { type Exchange, keepsTheContract } from './contract';
import { json, noon, protocol, recorded, signedInCursor } from './webqq/talk';

const send: Want = { kind: 'send', outboxId: 'o1', peer: 'u:200001', text: '你好' };
const answers: ReadonlyArray<readonly [string, Want]> = [
  ['smartqq_user_friends2', { kind: 'contacts' }],
  ['smartqq_group_name_list_mask2', { kind: 'groups' }],
  ['smartqq_online_buddies2', { kind: 'presence' }],
  ['smartqq_send_ok', send],
  ['webqq_change_status_logout_send', { kind: 'status', status: 'busy' }],
  ['webqq_allow_and_add2', { kind: 'answer', key: 'friend.200001', accept: true }],
  ['webqq_deny_added_request2', { kind: 'answer', key: 'friend.200001', accept: false }],
];
const polls = readdirSync(new URL('../../fixtures/webqq', import.meta.url))
  .map((file) => file.replace('.json', ''))
  .filter((name) => /_poll_/.test(name));

const exchanges = [...answers, ...polls.map((name) => [name, { kind: 'receive' }] as const)].flatMap(([name, want]) => {
  const body = recorded(name);
  const bodies: unknown[] = Array.isArray(body) ? body : [body];
  return bodies.map(
    (one, i): Exchange => ({ title: bodies.length > 1 ? `${name} ${i}` : name, want, reply: () => json(one) }),
  );
});

keepsTheContract({ name: 'WebQQ', protocol, signedIn: signedInCursor(), now: noon, exchanges });
