// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Page } from '../../../components/page';
import { useWorld, type World } from '../../../components/world';
import type { Answer } from '../../../lib/messaging/envelope';
import { fakeWorld, leave, settle, show } from './fake-world';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});
afterEach(async () => {
  await leave();
  vi.useRealTimers();
});

function Probe() {
  const { ask } = useWorld();
  return (
    <button type="button" id="probe" onClick={() => void ask('markAllRead', {})}>
      ask
    </button>
  );
}

async function open(over: Partial<World> = {}) {
  const base = fakeWorld();
  const world = { ...base, reload: vi.fn(), restart: vi.fn(), ...over };
  const page = await show(world, <Page world={world}>{<Probe />}</Page>);
  const bar = () => page.querySelector('.stale');
  const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));
  const press = () => act(async () => page.querySelector<HTMLButtonElement>('.stale button')?.click());
  return { base, world, page, bar, pass, press };
}

const silent = () => new Promise<never>(() => {});
const stale: Answer<never> = { ok: false, error: 'stale', detail: '' };

describe('a page from before an update', () => {
  it('says so, offers to reload and asks for nothing any more', async () => {
    const asked = vi.fn(async () => stale);
    const { page, bar, pass, press, world } = await open({ ask: asked as never });
    await settle();
    expect(bar()?.textContent).toBe('Uinbell was updated. Reload this page to go on.Reload this page');
    const before = asked.mock.calls.length;
    await pass(60_000);
    await act(async () => page.querySelector<HTMLButtonElement>('#probe')?.click());
    expect(asked.mock.calls.length).toBe(before);
    await press();
    expect(world.reload).toHaveBeenCalledOnce();
  });

  it('says so too once the store is newer than it', async () => {
    let tell = () => {};
    const { bar } = await open({
      watchOutdated: (listener) => {
        tell = listener;
        return () => {};
      },
    });
    expect(bar()).toBeNull();
    await act(async () => tell());
    expect(bar()?.textContent).toContain('Uinbell was updated');
  });
});

describe('a background that says nothing', () => {
  it('for two seconds is offered a restart, and not before', async () => {
    const { bar, pass, press, world } = await open({ ask: silent as never });
    await pass(1900);
    expect(bar()).toBeNull();
    await pass(200);
    expect(bar()?.textContent).toContain('does not answer');
    await press();
    expect(world.restart).toHaveBeenCalledOnce();
  });

  it('is forgiven with its next answer', async () => {
    let stuck = true;
    const { bar, pass } = await open({ ask: (() => (stuck ? silent() : { ok: true, value: null })) as never });
    await pass(2100);
    expect(bar()).not.toBeNull();
    stuck = false;
    await pass(5000);
    expect(bar()).toBeNull();
  });

  it('because nobody listens at all is offered it at once', async () => {
    const nobody: Answer<never> = { ok: false, error: 'no-answer', detail: '' };
    const { bar } = await open({ ask: (async () => nobody) as never });
    await settle();
    expect(bar()?.textContent).toContain('Restart Uinbell');
  });
});
