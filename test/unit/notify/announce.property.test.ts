import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AccountId, Peer } from '../../../lib/model/ids';
import { planNotice } from '../../../lib/notify/plan';
import { announcerOf, fakeDesktop } from '../session/desktop';
import { mortal } from '../session/mortal';
import { anAccount, aSession, everyNotice, freshStore, incoming, take } from '../store/fresh-store';

const peer = fc.constantFrom<Peer>('u:1', 'u:2', 'u:3', 'u:4', 'u:5', 'g:6');
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('take' as const),
      messages: fc.array(fc.record({ peer, mention: fc.boolean(), late: fc.boolean() }), {
        minLength: 1,
        maxLength: 5,
      }),
    }),
  },
  /** `dies`: the worker dies at the so-many-th use of a port while it announces. */
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('announce' as const),
      dies: fc.option(fc.integer({ min: 1, max: 30 }), { nil: 0, freq: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('read' as const), peer }) },
  fc.record({ do: fc.constant('mute' as const), peer, until: fc.constantFrom(undefined, Number.POSITIVE_INFINITY) }),
  fc.record({ do: fc.constant('look' as const), peers: fc.uniqueArray(peer, { maxLength: 2 }) }),
  fc.record({ do: fc.constant('delete' as const), peer, ordinal: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ do: fc.constant('refuse' as const), on: fc.boolean() }),
  fc.record({ do: fc.constant('off' as const), on: fc.boolean() }),
);

interface Told {
  readonly key: string;
  readonly id: string;
  readonly ordinal: number;
  /** How many notifications there had been when it came. */
  readonly since: number;
}

it('whatever comes, is read, muted, refused or cut off by a death: told once under one id, or quiet by a named rule', async () => {
  let deaths = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 20 }), async (steps) => {
      const { store, run, connection } = freshStore();
      const id: AccountId = await store.addAccount(anAccount({ name: 'Shop' }), aSession());
      const desktop = fakeDesktop();
      const trouble: string[] = [];
      let now = 1e9;
      const live = (dies = 0) => {
        const mortality = mortal(dies);
        const report = (where: string, error: unknown) => void trouble.push(`${where} ${String(error)}`);
        return { died: mortality.died, ...announcerOf(connection, desktop, { now: () => now, report, mortality }) };
      };
      let awake = live();
      const came: Told[] = [];
      /** How many messages had come when each notification was shown. */
      const cameBy: number[] = [];
      const announce = async (dies: number) => {
        if (dies > 0) awake = live(dies);
        const lived = await Promise.race([awake.announce(true).then(() => true), awake.died.then(() => false)]);
        if (!lived) deaths += 1;
        if (!lived) awake = live();
        while (cameBy.length < desktop.shown.length) cameBy.push(came.length);
      };
      for (const s of steps) {
        now += 20_000;
        if (s.do === 'take') {
          const events = s.messages.map(({ peer: from, mention, late }, i) =>
            incoming(`k${came.length + i}`, {
              peer: from,
              sender: '5',
              ...(mention && { mention }),
              ...(late && { sentAt: now - 9e6 }),
            }),
          );
          const { messages } = await take(store, id, events, { now, notice: planNotice });
          for (const { remoteKey: key, peer: from, ordinal } of messages)
            came.push({ key, id: `${id}/${from}`, ordinal, since: desktop.shown.length });
        } else if (s.do === 'announce') await announce(s.dies);
        else if (s.do === 'read') await store.markRead([id, s.peer], Number.POSITIVE_INFINITY);
        else if (s.do === 'mute') await store.mute([id, s.peer], s.until);
        else if (s.do === 'look') desktop.looking = s.peers.map((one) => [id, one] as const);
        else if (s.do === 'delete') await store.deleteMessage(id, s.peer, s.ordinal, now);
        else if (s.do === 'refuse') desktop.refuses = s.on;
        else desktop.shows = s.on ? 'off' : 'everything';
      }
      desktop.refuses = false;
      desktop.looking = [];
      now += 3_600_000;
      await announce(0);
      await announce(0);

      const [rows, session] = [await run(everyNotice), await run((db) => db.get('sessions', id))];
      const { notified, quiet } = session?.notices ?? { notified: 0, quiet: {} };
      expect(notified + Object.values(quiet).reduce((sum, count) => sum + count, 0)).toBe(came.length);
      for (const one of came) {
        const row = rows.find(
          ({ accountId, peer: of, ordinal }) => `${accountId}/${of}` === one.id && ordinal === one.ordinal,
        );
        if (row === undefined) continue;
        const after = desktop.shown.slice(one.since).map((shown) => shown.id);
        if (row.state === 'shown') expect(after).toContain(one.id);
        else if (row.state === 'summed') expect(after).toContain('summary');
        else expect(Object.keys(quiet)).toContain(row.state);
      }
      // No notification says what one before it has said: each tells of something that came after the one before.
      const said = desktop.shown.map(
        ({ id: under, message }, i) => `${under} ${under === 'summary' ? cameBy[i] : message}`,
      );
      expect(new Set(said).size).toBe(said.length);
      // What is up is unread, and nothing that was shown and read is left.
      for (const up of desktop.up.keys())
        expect(rows.some(({ state }) => state === 'shown' || (up === 'summary' && state === 'summed'))).toBe(true);
      expect(trouble.filter((line) => !line.startsWith('notification '))).toEqual([]);
      connection.close();
    }),
    { numRuns: 150 },
  );
  expect(deaths).toBeGreaterThan(60);
}, 120_000);
