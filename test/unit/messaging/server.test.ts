import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createClient } from '../../../lib/messaging/client';
import { type PageCall, pageCalls } from '../../../lib/messaging/page-calls';
import { createServer, type PageHandlers } from '../../../lib/messaging/server';

const origin = 'chrome-extension://ours/';
const ours = { id: 'ours', url: `${origin}popup.html` };

function server(over: Partial<PageHandlers> = {}) {
  const names = Object.keys(pageCalls) as PageCall[];
  const handlers = Object.fromEntries(names.map((name) => [name, vi.fn(async () => null)]));
  const report = vi.fn();
  const all = { ...handlers, ...over } as PageHandlers;
  const answer = createServer({ handlers: all, build: '1.2.3', id: 'ours', origin, report });
  return { answer, handlers, report };
}

const call = (name: string, input: unknown, build = '1.2.3') => ({ to: 'background', build, call: name, input });

describe('a call', () => {
  it('of a page of ours is checked, carried out and answered', async () => {
    const { answer, handlers } = server();
    expect(await answer(call('wake', { why: 'page' }), ours)).toEqual({ ok: true, value: null });
    expect(handlers.wake).toHaveBeenCalledWith({ why: 'page' });
  });

  it.each([
    ['a content script', { id: 'ours', url: 'http://shop.test/page' }],
    ['another extension', { id: 'theirs', url: 'chrome-extension://theirs/popup.html' }],
    ['a page that begins like ours', { id: 'ours', url: 'chrome-extension://ours.evil.test/popup.html' }],
    ['a frame without an address', { id: 'ours' }],
  ])('of %s is refused, whatever it says', async (_who, sender) => {
    const { answer, handlers } = server();
    for (const name of Object.keys(pageCalls)) {
      expect(await answer(call(name, {}), sender)).toMatchObject({ ok: false, error: 'not-allowed' });
    }
    for (const handler of Object.values(handlers)) expect(handler).not.toHaveBeenCalled();
  });

  it('of a page from before an update is told that it is stale', async () => {
    const { answer, handlers } = server();
    expect(await answer(call('wake', { why: 'page' }, '1.2.2'), ours)).toMatchObject({ error: 'stale' });
    expect(handlers.wake).not.toHaveBeenCalled();
  });

  it.each([
    ['send', { id: 'no uuid', accountId: 1, peer: 'u:1', text: 'x' }],
    ['send', { id: crypto.randomUUID(), accountId: 1, peer: 'x:1', text: 'x' }],
    ['send', { id: crypto.randomUUID(), accountId: 1, peer: 'u:1', text: '' }],
    ['markRead', { accountId: '1', peer: 'u:1', through: 1 }],
    ['markRead', { accountId: 1, peer: 'u:1', through: -1 }],
    ['setStatus', { status: 'asleep' }],
    ['account.order', { ids: [1.5] }],
    ['toString', {}],
    ['__proto__', {}],
  ])('"%s" with bad input is refused and named', async (name, input) => {
    const { answer } = server();
    const refused = await answer(call(name, input), ours);
    expect(refused).toMatchObject({ ok: false, error: expect.stringMatching(/bad-input|unknown-call/) });
  });

  it('refused for its input is told where, and none of what it held', async () => {
    const { answer, report } = server();
    const wrong = [
      [
        'account.add',
        { protocol: 'onebot', server: 'ws://x', uin: 'hunter2', secrets: { token: 7 }, name: '', tag: '' },
      ],
      ['account.secrets', { accountId: 'hunter2', secrets: { token: 'hunter2'.repeat(100) } }],
      ['vault.unlock', { key: 'hunter2' }],
      ['vault.unlock', { hunter2: [1] }],
      ['vault.setPassphrase', { key: [], salt: 'hunter2', rounds: 'hunter2' }],
    ] as const;
    for (const [name, input] of wrong) {
      const refused = await answer(call(name, input), ours);
      expect(refused).toMatchObject({ ok: false, error: 'bad-input', detail: expect.stringMatching(/\w+: .+/) });
      expect(JSON.stringify(refused)).not.toContain('hunter2');
    }
    expect(report).not.toHaveBeenCalled();
  });

  it('whose handler throws is answered, and its words stay inside', async () => {
    const { answer, report } = server({ wake: async () => Promise.reject(new Error('token=secret')) });
    const refused = await answer(call('wake', { why: 'page' }), ours);
    expect(refused).toMatchObject({ ok: false, error: 'failed' });
    expect(JSON.stringify(refused)).not.toContain('secret');
    expect(report).toHaveBeenCalledOnce();
  });
});

describe('the listener', () => {
  it('stays silent for what is not for it, and throws at nothing', () => {
    const { answer } = server();
    for (const message of [undefined, null, 'hello', { to: 'popup' }, { type: 'other' }]) {
      expect(answer(message, ours)).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.anything(), (message) => {
        answer(message, ours);
      }),
    );
  });
});

describe('the client', () => {
  it('says that nobody answered instead of throwing', async () => {
    const gone = createClient(async () => Promise.reject(new Error('Extension context invalidated.')), '1');
    expect(await gone('wake', { why: 'page' })).toMatchObject({ ok: false, error: 'no-answer' });
    const silent = createClient(async () => undefined, '1');
    expect(await silent('wake', { why: 'page' })).toMatchObject({ ok: false, error: 'no-answer' });
  });
});
