import type { Want } from '../../../lib/protocol/protocol';
import replies from '../../fixtures/http-qq/replies.json';
import { type Exchange, type HttpReply, keepsTheContract } from './contract';
import { message, noon, protocol, raw, signedInCursor } from './http-qq/talk';

const wants: Readonly<Record<string, Want>> = {
  status: { kind: 'status', status: 'busy' },
  send: message,
  profile: { kind: 'profile', number: '200001' },
  find: { kind: 'find', query: { age: 20 } },
  add: { kind: 'add', number: '200001', text: 'hello' },
  answer: { kind: 'answer', key: 'q1237.0 200001', accept: true },
  unfriend: { kind: 'unfriend', number: '200001' },
};

const exchanges = replies.map(({ title, want, body }): Exchange => {
  return {
    title,
    want: wants[want] ?? ({ kind: want } as Want),
    reply: ({ key }) => raw(body.replace(/SEQ=\d+/, `SEQ=${key}`)) as HttpReply,
  };
});

keepsTheContract({ name: 'HTTP QQ', protocol, signedIn: signedInCursor(), now: noon, exchanges });
