import { expect, it } from 'vitest';
import { openProtocol } from '../../../lib/protocol/registry';
import { life, openShopForEach, world } from './one-shop';
import type { Life } from './world';

openShopForEach();

async function standing() {
  const [row] = await world.connection.run((db) => db.getAll('sessions'));
  const journal = await world.connection.run((db) => db.getAll('journal'));
  const messages = await world.connection.run((db) => db.getAll('messages'));
  const gaps = await world.connection.run((db) => db.getAll('gaps'));
  return {
    undecoded: row?.undecoded,
    journal: journal.map(({ codec, undecoded }) => ({ codec, kept: undecoded !== undefined })),
    messages: messages.map(({ text }) => text),
    gaps: gaps.map(({ why }) => why),
  };
}

/** A version that reads what this one calls garbage: every unreadable read held this one message. */
function update(later: Life, reads: boolean): void {
  const open: Life['ports']['openProtocol'] = (account) => {
    const protocol = openProtocol(account);
    return {
      ...protocol,
      codec: protocol.codec + 1,
      accept(cursor, to, got, now) {
        const batch = protocol.accept(cursor, to, got, now);
        if (!reads || to === 'push' || !batch.undecoded) return batch;
        const { undecoded: _, ...read } = batch;
        const remoteKey = `q${to.key}.0`;
        const message = { kind: 'message', peer: 'u:20001', remoteKey, sender: '20001', text: 'read later' } as const;
        return { ...read, events: [{ ...message, direction: 'in' }], outcome: { kind: 'done' } };
      },
    };
  };
  Object.assign(later.ports, { openProtocol: open });
}

it('an answer that nobody here can read is kept, counted, and read once a later version knows how', async () => {
  await world.people.say({ from: '20001', to: '10001', text: 'read later' });
  await world.people.fault({ kind: 'garbage', uin: '10001', cmd: 'GetMsgEx', times: 1 });
  await life.wake.wake('person');
  // Past the server's memory its own words are not to be had again: what is in the journal is all there is.
  world.clock.advance(11 * 60_000);
  await world.live().wake.wake('alarm');
  const kept = { undecoded: 1, journal: [{ codec: 1, kept: true }], messages: [], gaps: ['replay-lost'] };
  expect(await standing()).toEqual(kept);

  world.clock.advance(30_000);
  await world.live().wake.wake('alarm');
  expect(await standing()).toEqual(kept);

  const better = world.live();
  update(better, false);
  world.clock.advance(30_000);
  await better.wake.wake('alarm');
  expect(await standing()).toEqual({ ...kept, journal: [{ codec: 2, kept: true }] });

  const best = world.live();
  update(best, true);
  Object.assign(best.ports, { openProtocol: withCodec(best.ports.openProtocol, 3) });
  world.clock.advance(30_000);
  await best.wake.wake('alarm');
  expect(await standing()).toEqual({ undecoded: 0, journal: [], messages: ['read later'], gaps: ['replay-lost'] });
  expect((await world.connection.run((db) => db.getAll('conversations'))).map(({ unread }) => unread)).toEqual([1]);
});

function withCodec(open: Life['ports']['openProtocol'], codec: number): Life['ports']['openProtocol'] {
  return (account) => ({ ...open(account), codec });
}
