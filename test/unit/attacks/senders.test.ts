import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConversationHash } from '../../../components/inbox/parse-inbox-place';
import { parseOptionsHash } from '../../../components/options/parse-options-place';
import { placeAddress } from '../../../components/place';
import { type PageCall, pageCalls } from '../../../lib/messaging/page-calls';
import { createServer, type PageHandlers, type Sender } from '../../../lib/messaging/server';

/** Attacks 16 and 19: somebody speaks as a page of ours, or leads one of ours astray by its address. */
const origin = 'chrome-extension://ours/';
let carried = 0;
const carryOut = async () => {
  carried += 1;
  return null;
};
const handlers = Object.fromEntries(Object.keys(pageCalls).map((name) => [name, carryOut])) as unknown as PageHandlers;
const answer = createServer({ handlers, build: '1', id: 'ours', origin, report: () => {} });
const call = (name: string, input: unknown = {}) => ({ to: 'background', build: '1', call: name, input });

describe('a stranger', () => {
  const strangers: ReadonlyArray<readonly [string, Sender & Record<string, unknown>]> = [
    ['a content script', { id: 'ours', url: 'https://shop.test/', origin: 'https://shop.test', tab: { id: 1 } }],
    ['a content script in a frame', { id: 'ours', url: 'about:blank', origin: 'null', frameId: 7 }],
    ['a sandboxed frame at an address of ours', { id: 'ours', url: `${origin}popup.html`, origin: 'null' }],
    ['a page that names us in its path', { id: 'ours', url: `https://shop.test/${origin}popup.html` }],
    ['another extension', { id: 'theirs', url: 'chrome-extension://theirs/popup.html' }],
    ['another extension with an address of ours', { id: 'theirs', url: `${origin}popup.html` }],
    ['a native program', {}],
  ];

  it.each(strangers)('%s is refused every call there is', async (_who, sender) => {
    carried = 0;
    for (const name of Object.keys(pageCalls) as PageCall[]) {
      expect(await answer(call(name), sender)).toMatchObject({ ok: false, error: 'not-allowed' });
    }
    expect(carried).toBe(0);
  });

  it('learns nothing of a call by asking for it: known and unknown are refused alike', async () => {
    const [, sender] = strangers[0] ?? [];
    const answers = await Promise.all(['wake', 'nothing', '__proto__'].map((name) => answer(call(name), sender ?? {})));
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
  });

  it('who sends anything whatever gets no answer or a refusal, and nothing is carried out', async () => {
    carried = 0;
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (message) => {
        const got = await answer(message, { id: 'ours', url: 'https://shop.test/' });
        expect(got === undefined || !got.ok).toBe(true);
      }),
    );
    expect(carried).toBe(0);
  });
});

describe('an address of our own', () => {
  it('leads to a conversation by digits alone, whatever else stands in it', () => {
    const piece = fc.constantFrom(
      '#',
      '/',
      '1',
      '12',
      'u:',
      'g:',
      'x:',
      '..',
      '%2f',
      '<img>',
      '?',
      ' ',
      '\u202e',
      '-1',
      '1e3',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((all) => all.join('')),
        ),
        (hash) => {
          const key = parseConversationHash(hash);
          if (key !== undefined)
            expect(placeAddress({ page: 'inbox', key })).toMatch(/^inbox\.html#\/\d+\/[ugds]:\d+$/);
          const part = parseOptionsHash(hash);
          expect(['accounts', 'add', 'first-run', 'password']).toContain(part.part);
        },
      ),
    );
  });

  it.each([
    '#/1/u:1/../2',
    '#/1/u:1?send=x',
    '#/__proto__/u:1',
    '#/1/s:',
    `#/${'9'.repeat(99)}/u:1`,
    '#//u:1',
    '#/1/u:1#',
  ])('%s leads nowhere', (hash) => {
    expect(parseConversationHash(hash)).toBeUndefined();
  });
});
