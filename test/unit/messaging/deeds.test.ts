import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { createHandlers } from '../../../entrypoints/background/handlers';
import { type PageInput, pageCalls } from '../../../lib/messaging/page-calls';

type Deed = PageInput<'act'>['deed'];

/** What the session gets of a deed that a page asked for. */
async function handedOn(deed: Deed): Promise<unknown> {
  const people = { act: vi.fn(async (_id: number, _deed: unknown) => true) };
  const none = {} as never;
  const handlers = createHandlers({ store: {} } as never, none, none, people as never, none, none);
  const { deed: checked } = v.parse(pageCalls.act, { accountId: 1, deed });
  await handlers.act({ accountId: 1, deed: checked });
  return people.act.mock.calls[0]?.[1];
}

describe('a deed crosses whole', () => {
  it.each<Deed>([
    { kind: 'answer', key: 'friend.1', accept: true, oneWay: true },
    { kind: 'answer', key: 'friend.1', accept: false, text: 'no' },
    { kind: 'recall', remoteKey: 'q7.0' },
    { kind: 'unfriend', number: '10001' },
    { kind: 'add', number: '10001', text: 'hello' },
  ])('%j', async (deed) => expect(await handedOn(deed)).toEqual(deed));

  it('without words that are empty', async () => {
    expect(await handedOn({ kind: 'add', number: '10001', text: '' })).toStrictEqual({ kind: 'add', number: '10001' });
  });
});
