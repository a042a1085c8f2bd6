import { keyOf } from '../../lib/store/notices';
import { connect } from '../../lib/store/open';
import type { SessionRow } from '../../lib/store/schema';
import { createStore } from '../../lib/store/write';

/** Runs inside a page of the extension: the product's own store, measured where it lives. */
const rounds = 60;
const lines = 20;
const session: Omit<SessionRow, 'accountId'> = {
  state: 'online',
  since: 1,
  cursor: { v: 1 },
  inFlight: [],
  todo: [],
  failures: 0,
  signIns: [],
  undecoded: 0,
};

async function measure(): Promise<{ plain: number[]; guarded: number[] }> {
  const store = createStore(connect());
  const id = await store.addAccount(
    {
      protocol: 'http-qq',
      server: 'http://bench.test',
      uin: '10000001',
      name: 'Bench',
      colour: 1,
      tag: 'B',
      status: 'online',
      addedAt: 1,
    },
    session,
  );
  const bytes = new TextEncoder().encode(
    'VER=1.1&CMD=GETMSGEX&RES=0&MN=20&MG=你好，这款帆布包还有米白色吗？'.repeat(8),
  );
  const takeIn = async (n: number, guarded: boolean): Promise<number> => {
    const key = `${guarded ? 'g' : 'p'}${n}`;
    const events = Array.from({ length: lines }, (_, i) => ({
      kind: 'message' as const,
      peer: `u:${20_000 + i}` as const,
      remoteKey: `${key}.${i}`,
      sender: String(20_000 + i),
      direction: 'in' as const,
      text: `message ${i} of answer ${key}`,
    }));
    const begun = performance.now();
    if (guarded) await store.journal({ accountId: id, n: key, at: n, request: {}, bytes, codec: 1 });
    await store.commit(id, (row) => ({
      now: n,
      session: row,
      events,
      ...(guarded ? { journal: { n: key }, notice: () => 'waiting' } : {}),
    }));
    const took = performance.now() - begun;
    if (guarded) await tell();
    return took;
  };
  /** As the announcer does with so many once an answer is taken in: nothing is left over for the next one to carry. */
  const tell = async () => {
    const waiting = (await store.readNotices('waiting')).map(keyOf);
    for (const state of ['summing', 'summed']) await store.moveNotices(waiting, state);
  };
  const [plain, guarded]: [number[], number[]] = [[], []];
  // In turn, so that both meet the same machine and the same size of store.
  for (let n = 0; n < rounds; n++) {
    plain.push(await takeIn(n, false));
    guarded.push(await takeIn(n, true));
  }
  await store.deleteAccount(id);
  return { plain, guarded };
}

(globalThis as { measured?: unknown }).measured = measure();
