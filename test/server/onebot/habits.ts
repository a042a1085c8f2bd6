/** Manners that real programs differ in beside their flavour; the control port switches them for all accounts at once. */
export const ONEBOT_HABITS = [
  {
    name: 'out-of-order',
    does: 'replies are held back 30 ms and leave newest first',
    source: 'spec/onebot 2, Transport',
  },
  { name: 'data-null', does: 'a reply without data says data: null', source: 'spec/onebot 2, Envelope extras' },
  { name: 'data-absent', does: 'a reply without data has no such key', source: 'spec/onebot 2, Envelope extras' },
  {
    name: 'async-status',
    does: 'send_… is answered async, retcode 1, no id',
    source: 'spec/onebot 2, Envelope extras',
  },
  { name: 'cq-strings', does: 'messages are told as text with CQ codes', source: 'spec/onebot 2, Messages' },
  { name: 'negative-ids', does: 'new messages get ids below zero', source: 'spec/onebot 2, IDs' },
  { name: 'report-self', does: "one's own messages are told as message_sent", source: 'spec/onebot 2, Own messages' },
  { name: 'self-as-message', does: "one's own messages are told as message", source: 'spec/onebot 2, Own messages' },
  { name: 'no-heartbeat', does: 'no heartbeats', source: 'spec/onebot 0, Liveness: may be disabled' },
  { name: 'no-lifecycle', does: 'no lifecycle event as a socket opens', source: 'spec/onebot 2, lifecycle on SSE' },
] as const;

export type OnebotHabit = (typeof ONEBOT_HABITS)[number]['name'];
