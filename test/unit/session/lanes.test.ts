import { describe, expect, it } from 'vitest';
import { createLanes, type LaneKind, slowMs } from '../../../lib/session/lanes';
import { ManualClock } from '../server/manual-clock';

function lanes() {
  const clock = new ManualClock();
  const { enter } = createLanes((ms, run) => clock.after(ms, run));
  const entered: string[] = [];
  const aborted: string[] = [];
  const go = async (name: string, { kind = 'poll' as LaneKind, host = 'qq.test' } = {}) => {
    const leave = await enter(host, kind, () => aborted.push(name));
    entered.push(name);
    return leave;
  };
  return { clock, go, entered, aborted };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('places at one host', () => {
  it('are five for polls, and a reply still gets the sixth', async () => {
    const { go, entered } = lanes();
    for (let i = 1; i <= 7; i++) void go(`poll ${i}`);
    void go('reply', { kind: 'urgent' });
    await settle();
    expect(entered).toEqual(['poll 1', 'poll 2', 'poll 3', 'poll 4', 'poll 5', 'reply']);
  });

  it('that come free go to replies first and then to polls in their order', async () => {
    const { go, entered } = lanes();
    const first = await go('poll 1');
    for (let i = 2; i <= 7; i++) void go(`poll ${i}`);
    for (const name of ['reply 1', 'reply 2']) void go(name, { kind: 'urgent' });
    await settle();
    expect(entered).not.toContain('reply 2');
    first();
    await settle();
    expect(entered.slice(-2)).toEqual(['reply 1', 'reply 2']);
    expect(entered).not.toContain('poll 6');
  });

  it('are counted for each host apart', async () => {
    const { go, entered } = lanes();
    for (let i = 1; i <= 5; i++) void go(`poll ${i}`);
    void go('elsewhere', { host: 'other.test' });
    await settle();
    expect(entered).toContain('elsewhere');
  });

  it('are kept by at most two requests that a server holds', async () => {
    const { go, clock, aborted } = lanes();
    const leaves = [];
    for (let i = 1; i <= 4; i++) leaves.push(await go(`held ${i}`));
    clock.advance(slowMs - 1);
    expect(aborted).toEqual([]);
    clock.advance(1);
    expect(aborted).toEqual(['held 3', 'held 4']);
    for (const leave of leaves) leave();

    await go('later');
    clock.advance(slowMs);
    expect(aborted).toEqual(['held 3', 'held 4']);
  });

  it('are four for polls that must not be cut off, which take turns; a list and a reply still get theirs', async () => {
    const { go, entered, aborted, clock } = lanes();
    const first = await go('held 1', { kind: 'held' });
    for (let i = 2; i <= 6; i++) void go(`held ${i}`, { kind: 'held' });
    await settle();
    expect(entered).toEqual(['held 1', 'held 2', 'held 3', 'held 4']);
    const list = await go('list');
    const reply = await go('reply', { kind: 'urgent' });
    void go('another list');
    clock.advance(slowMs);
    // The one place for what is quick is not given to what is slow.
    expect(aborted).toEqual(['list']);
    list();
    reply();
    await settle();
    expect(entered.slice(4)).toEqual(['list', 'reply', 'another list']);
    first();
    await settle();
    expect(entered.at(-1)).toBe('held 5');
    clock.advance(20 * slowMs);
    expect(aborted.filter((name) => name.startsWith('held'))).toEqual([]);
  });
});
