import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isStopped } from '../../../lib/model/session';
import { openWorld, password, signedIn, type World } from './world';

const minute = 60_000;

type Happening =
  | { readonly kind: 'sleep' | 'clock-back' | 'clock-ahead'; readonly ms: number }
  | { readonly kind: 'fault'; readonly fault: 'drop-before' | 'drop-after' | 'null' | 'html' | 'http-502' | 'garbage' }
  | { readonly kind: 'wiped' | 'restart' };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('sleep', 'clock-back', 'clock-ahead'),
    ms: fc.constantFrom(minute, 70 * minute, 26 * 60 * minute, 80 * 60 * minute),
  }),
  fc.record({
    kind: fc.constant('fault' as const),
    fault: fc.constantFrom('drop-before', 'drop-after', 'null', 'html', 'http-502', 'garbage'),
  }),
  fc.record({ kind: fc.constantFrom('wiped', 'restart') }),
);

async function befall(world: World, what: Happening): Promise<void> {
  switch (what.kind) {
    case 'sleep':
      return world.clock.advance(what.ms);
    case 'clock-back':
      return world.setBack(what.ms);
    case 'clock-ahead':
      return world.setBack(-what.ms);
    case 'fault':
      await world.people.fault({ kind: what.fault, uin: '10001', times: 2 });
      return;
    case 'wiped':
      return world.wipeAlarm();
    case 'restart':
      await world.people.restart(true);
  }
}

it('whatever sleeps, jumps and fails: what was accepted is stored once or its gap is told, and nobody waits a day', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 8 }), async (happenings) => {
      const world = await openWorld();
      try {
        await world.people.account({ uin: '10001', password, nick: 'Shop', friends: ['20001'] });
        await world.people.account({ uin: '20001', password, nick: '林小满', friends: ['10001'] });
        const shop = await signedIn(world, world.live(), '10001');
        const session = async () => {
          const row = await world.connection.run((db) => db.get('sessions', shop));
          if (!row) throw new Error('no session');
          return row;
        };
        for (const [n, what] of happenings.entries()) {
          await befall(world, what);
          await world.people.say({ from: '20001', to: '10001', text: `message ${n}` });
          const life = world.live();
          await life.wake.wake('alarm');
          expect(life.trouble).toEqual([]);
          const { due, state } = await session();
          expect(isStopped(state), state).toBe(false);
          // The sign-in budget is the longest wait there is.
          expect((due ?? Number.POSITIVE_INFINITY) - world.now()).toBeLessThanOrEqual(60 * minute);
          expect((world.alarm() ?? Number.POSITIVE_INFINITY) - world.now()).toBeLessThanOrEqual(60 * minute);
        }
        // Twice: the last answer may be one asked for long ago, repeated, and the next poll brings what came since.
        for (let quiet = 0, rounds = 0; quiet < 2; rounds++) {
          expect(rounds, 'it does not come to rest').toBeLessThan(30);
          world.clock.advance(Math.max(0, (world.alarm() ?? Number.NaN) - world.now()));
          await world.live().wake.wake('alarm');
          const { inFlight, todo, state } = await session();
          if (state === 'online' && inFlight.length === 0 && todo.length === 0) quiet++;
        }
        const { entries } = await world.people.ledger();
        const accepted = entries
          .filter(({ kind, to }) => kind === 'accepted' && to === '10001')
          .map(({ text }) => text);
        const rows = await world.connection.run((db) => db.getAll('messages'));
        const stored = rows.map(({ text }) => text);
        expect(new Set(stored).size).toBe(stored.length);
        expect(accepted).toEqual(expect.arrayContaining(stored));
        const gaps = await world.connection.run((db) => db.getAll('gaps'));
        if (stored.length < accepted.length) expect(gaps.map(({ why }) => why)).toContain('replay-lost');
        for (const [n, gap] of gaps.entries()) {
          expect(gap.to).toBeGreaterThanOrEqual(gap.from);
          const next = gaps[n + 1];
          if (next) expect(next.from).toBeGreaterThanOrEqual(gap.to);
        }
      } finally {
        await world.close();
      }
    }),
    { numRuns: 15 },
  );
}, 120_000);
