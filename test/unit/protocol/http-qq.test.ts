import type { Want } from '../../../lib/protocol/protocol';
import replies from '../../fixtures/http-qq/replies.json';
import { type Exchange, type HttpReply, keepsTheContract } from './contract';
import { message, noon, protocol, raw, signedInCursor } from './http-qq/talk';

const wants: Readonly<Record<string, Want>> = {
  status: { kind: 'status', status: 'busy' },
  send: message,
};

const exchanges = replies.map(({ title, want, body }): Exchange => {
  return {
    title,
    want: wants[want] ?? ({ kind: want } as Want),
    reply: ({ key }) => raw(body.replace(/SEQ=\d+/, `SEQ=${key}`)) as HttpReply,
  };
});

keepsTheContract({ name: 'HTTP QQ', protocol, signedIn: signedInCursor(), now: noon, exchanges });
