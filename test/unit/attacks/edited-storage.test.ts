import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNoticesRefused } from '../../../lib/settings/notices-refused';
import { defaultSettings, parseSettings } from '../../../lib/settings/settings';
import { isHost } from '../../../lib/settings/site-host';
import { parseSites } from '../../../lib/settings/sites';
import { readSnapshot } from '../../../lib/store/read-snapshot';
import { readRestored } from '../../../lib/store/restored';
import { planSecondCopy, readSecondCopy } from '../../../lib/store/second-copy';
import { readTrouble } from '../../../lib/store/trouble-note';
import { readUnreadable } from '../../../lib/store/unreadable';

// Attack 18: what lies in storage.local was edited by hand, left half-written, or written by another version.

const now = Date.UTC(2026, 0);
const account = {
  id: 1,
  protocol: 'http-qq' as const,
  server: 'http://127.0.0.1:48000/',
  uin: '10001',
  name: 'Shop',
  colour: 1,
  tag: 'S',
  order: 1,
  status: 'online' as const,
  addedAt: 1,
};
const mark = { accountId: 1, peer: 'u:20001' as const, recent: 5, lastOrdinal: 9, readThrough: 4 };
const twin = { ...account, id: 2, uin: '10002' };

/** What each reader finds where this build wrote it. */
const whole: Readonly<Record<string, { readonly read: (raw: unknown) => unknown; readonly stored: unknown }>> = {
  settings: { read: parseSettings, stored: { ...defaultSettings, notices: 'names', volume: 30, sound: 'bell' } },
  sites: { read: parseSites, stored: { hosts: { 'shop.example': 'on', 'forum.example': 'off' } } },
  noticesRefused: { read: parseNoticesRefused, stored: now },
  secondCopy: { read: readSecondCopy, stored: planSecondCopy([account, twin], [mark], 7, now) },
  snapshot: {
    read: readSnapshot,
    stored: {
      version: 1,
      accounts: [{ account, session: { accountId: 1, state: 'online', since: 1 }, unread: 3 }],
      conversations: [
        {
          conversation: { ...mark, unread: 5, mentions: 0, preview: { text: 'hello', direction: 'in' } },
          presence: 'unknown',
          stranger: false,
        },
      ],
      attention: [[1, 3]],
    },
  },
  trouble: { read: (raw) => readTrouble(raw, now), stored: { kind: 'full', since: now, tries: 1, until: now } },
  restored: { read: readRestored, stored: { accounts: 2, copiedAt: now } },
  unreadable: { read: readUnreadable, stored: ['messages 1 u:5 3'] },
};

/** One value somewhere inside replaced by anything, or gone. */
function edited(stored: unknown): fc.Arbitrary<unknown> {
  const places: (string | number)[][] = [[]];
  const walk = (value: unknown, path: (string | number)[]) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      places.push([...path, key]);
      walk(inner, [...path, key]);
    }
  };
  walk(stored, []);
  return fc.tuple(fc.constantFrom(...places), fc.option(fc.jsonValue(), { nil: undefined })).map(([path, value]) => {
    if (path.length === 0) return value;
    const copy = structuredClone(stored) as Record<string, unknown>;
    let at: Record<string, unknown> = copy;
    for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
    const last = String(path.at(-1));
    if (value === undefined) delete at[last];
    else at[last] = value;
    // A hole in a list is nothing that JSON knows.
    return JSON.parse(JSON.stringify(copy));
  });
}

describe.each(Object.entries(whole))('%s, edited by hand', (_, { read, stored }) => {
  it('is read as it was written', () => {
    expect(read(JSON.parse(JSON.stringify(stored)))).toBeDefined();
  });

  it('never throws, whatever lies there or was changed in it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), edited(stored)), (raw) => {
        expect(() => read(raw)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});

it('a second copy never brings back an account without its identity, nor one id twice, nor marks of nobody', () => {
  fc.assert(
    fc.property(edited(whole.secondCopy?.stored), (raw) => {
      const copy = readSecondCopy(raw);
      if (copy === undefined) return;
      const ids = copy.accounts.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(copy.accounts.every(({ uin, server }) => /^\d{1,20}$/.test(uin) && server !== '')).toBe(true);
      expect(copy.marks.every(({ accountId }) => ids.includes(accountId))).toBe(true);
      for (const id of ids) expect(copy.lastId).toBeGreaterThanOrEqual(id);
      for (const { readThrough, lastOrdinal } of copy.marks) expect(readThrough).toBeLessThanOrEqual(lastOrdinal);
    }),
    { numRuns: 1000 },
  );
});

it('no prototype is reached through a host, and what is no host is no permission', () => {
  const raw = JSON.parse(
    '{"hosts":{"__proto__":"on","constructor":"on","a b":"on","evil/*":"on","shop.example":"on"}}',
  );
  const { hosts } = parseSites(raw);
  expect(Object.keys(hosts).every(isHost)).toBe(true);
  expect(hosts['shop.example']).toBe('on');
  expect(Object.getPrototypeOf(hosts)).toBe(Object.prototype);
  expect(({} as { on?: unknown }).on).toBeUndefined();
});
