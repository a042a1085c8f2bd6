import type { Want } from '../../../lib/protocol/protocol';
import replies from '../../fixtures/onebot/replies.json';
import { type Exchange, keepsTheContract } from './contract';
import { message, noon, ok, protocol, signedInCursor } from './onebot/talk';

const since = noon - 60_000;
const wants: Readonly<Record<string, Want>> = {
  status: { kind: 'status', status: 'busy' },
  send: message,
  history: { kind: 'catch-up' },
  'presence-of': { kind: 'presence-of', number: '200001' },
  answer: { kind: 'answer', key: 'friend.1740830400', accept: true },
};

const exchanges = replies.map(({ title, want, data }): Exchange => {
  return { title, want: wants[want] ?? ({ kind: want } as Want), reply: (request) => ok(request, data) };
});

const signedIn = signedInCursor();
const of = (...titles: string[]) => exchanges.filter(({ title }) => titles.includes(title));

keepsTheContract({
  name: 'OneBot',
  protocol,
  signedIn,
  now: noon,
  exchanges: exchanges.filter((one) => !of('who wrote meanwhile', 'a history').includes(one)),
});
keepsTheContract({
  name: 'OneBot that looks for what it missed',
  protocol,
  signedIn: { ...signedIn, catchUp: { since } },
  now: noon,
  exchanges: of('who wrote meanwhile'),
});
keepsTheContract({
  name: 'OneBot in a history',
  protocol,
  signedIn: { ...signedIn, catchUp: { since, peers: ['u:200001'] } },
  now: noon,
  exchanges: of('a history'),
});
