import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Event } from '../../../lib/model/event';
import { parseRequestId } from '../../../lib/notify/request-id';
import { announcersOf, fakeDesktop } from '../session/desktop';
import { mortal } from '../session/mortal';
import { anAccount, aSession, freshStore, take } from '../store/fresh-store';

const asker = fc.constantFrom('20001', '20002', '20003', '20004', '20005', '20006');
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('ask' as const), from: fc.uniqueArray(asker, { minLength: 1 }) }),
  },
  /** `dies`: the worker dies at the so-many-th use of a port while it announces. */
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('announce' as const),
      dies: fc.option(fc.integer({ min: 1, max: 20 }), { nil: 0, freq: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('close' as const), nth: fc.nat(9) }) },
  /** Of the extension, under a browser that takes its notifications away. */
  fc.record({ do: fc.constant('update' as const), dies: fc.option(fc.integer({ min: 1, max: 20 }), { nil: 0 }) }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wipe' as const), nth: fc.nat(9) }) },
  fc.record({ do: fc.constant('refuse' as const), on: fc.boolean() }),
  fc.record({ do: fc.constant('snooze' as const), on: fc.boolean() }),
  fc.record({ do: fc.constant('mute' as const), on: fc.boolean() }),
);

it('whatever asks, is answered, muted, refused or cut off by a death: told once under one id, or quiet by a named rule', async () => {
  let deaths = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 20 }), async (steps) => {
      const { store, run, connection } = freshStore();
      const id = await store.addAccount(anAccount({ name: 'Shop' }), aSession({ abilities: ['requests'] }));
      const desktop = fakeDesktop();
      const trouble: string[] = [];
      let now = 1e9;
      let asked = 0;
      const live = (dies = 0) => {
        const mortality = mortal(dies);
        const report = (where: string, error: unknown) => void trouble.push(`${where} ${String(error)}`);
        return {
          died: mortality.died,
          ...announcersOf(connection, desktop, { now: () => now, report, mortality }).requests,
        };
      };
      let awake = live();
      const announce = async (dies: number, how: 'announce' | 'again' = 'announce') => {
        if (dies > 0) awake = live(dies);
        const lived = await Promise.race([awake[how]().then(() => true), awake.died.then(() => false)]);
        if (!lived) deaths += 1;
        if (!lived) awake = live();
        return lived;
      };
      /** Wiped away by the person, with how often it had been shown by then. */
      const wiped = new Map<string, number>();
      const shownAs = (wanted: string) => desktop.shown.filter((one) => one.id === wanted);
      for (const s of steps) {
        now += 1_000_000;
        const rows = await run((db) => db.getAll('requests'));
        if (s.do === 'ask') {
          const events = s.from.map(
            (from): Event => ({ kind: 'request', key: `q${asked++}.0 ${from}`, from, text: `n${asked}` }),
          );
          await take(store, id, events, { now });
          // The same answer committed twice, as after a death between the two.
          await take(store, id, events, { now });
        } else if (s.do === 'announce') await announce(s.dies);
        else if (s.do === 'close') await store.closeRequest(id, rows[s.nth]?.key ?? '');
        else if (s.do === 'update') {
          // What a death and an update cut off together nobody can tell from what was never up. Who announces first may
          // still have a death before it, of an earlier step that had less to do than it takes to die.
          while (!(await announce(0)));
          desktop.up.clear();
          await announce(s.dies, 'again');
        } else if (s.do === 'wipe') {
          const wanted = [...desktop.up.keys()][s.nth];
          const about = parseRequestId(wanted);
          if (wanted === undefined || !about) continue;
          desktop.up.delete(wanted);
          await store.putRequestNoticeAway(about.key);
          wiped.set(wanted, shownAs(wanted).length);
        } else if (s.do === 'refuse') desktop.refuses = s.on;
        else if (s.do === 'mute') {
          await store.changeAccount(id, ({ mutedUntil: _, ...account }) => ({
            ...account,
            ...(s.on && { mutedUntil: Number.POSITIVE_INFINITY }),
          }));
        } else {
          if (s.on) desktop.snoozedUntil = Number.POSITIVE_INFINITY;
          else delete desktop.snoozedUntil;
        }
      }
      desktop.refuses = false;
      now += 3_600_000;
      await announce(0);
      await announce(0);

      const rows = await run((db) => db.getAll('requests'));
      expect(rows).toHaveLength(asked);
      for (const { key, text, notice, open } of rows) {
        const own = shownAs(`request:${id}/${key}`);
        // Never heard twice, and never seen again once it was wiped away; and each says its own words.
        expect(own.filter(({ silent }) => !silent).length).toBeLessThanOrEqual(1);
        if (!steps.some((s) => s.do === 'update')) expect(own.length).toBeLessThanOrEqual(1);
        expect(own.length).toBe(wiped.get(`request:${id}/${key}`) ?? own.length);
        if (own[0]) expect(own[0].message).toBe(`wants to be a friend: ${text}`);
        if (open === undefined) continue;
        if (notice === 'shown') expect(own.length).toBeGreaterThan(0);
        else if (notice === 'put-away') expect(wiped.has(`request:${id}/${key}`)).toBe(true);
        else if (notice === 'summed') expect(desktop.shown.some((one) => one.id === 'requests')).toBe(true);
        else expect(['muted-account', 'snoozed']).toContain(notice);
      }
      // What is up asks for something that is still open.
      const openIds = rows.filter(({ open }) => open !== undefined).map(({ key }) => `request:${id}/${key}`);
      for (const up of desktop.up.keys()) {
        if (up === 'requests') expect(rows.some(({ open, notice }) => open && notice === 'summed')).toBe(true);
        else expect(openIds).toContain(up);
      }
      expect(trouble.filter((line) => !line.startsWith('notification '))).toEqual([]);
      connection.close();
    }),
    { numRuns: 150 },
  );
  expect(deaths).toBeGreaterThan(60);
}, 120_000);
