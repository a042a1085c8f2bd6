import { browser } from '../../lib/browser';
import type { States } from '../../lib/model/frame-call';
import { given } from '../../lib/model/given';
import type { RealNumber } from '../../lib/model/ids';
import type { KnownState } from '../../lib/model/known-state';
import { createLookUp } from '../../lib/presence/look-up';
import { type Settings, usualAsks } from '../../lib/settings/settings';
import { type Sites, siteOf, type Trust } from '../../lib/settings/sites';
import { readKnownPeople } from '../../lib/store/known-people';
import type { Connection } from '../../lib/store/open';

const askMs = 10_000;
const longestAnswer = 20_000;

export interface StatePorts {
  readonly connection: Connection;
  settings(): Promise<Settings>;
  sites(): Promise<Sites>;
  now(): number;
  later(ms: number, run: () => void): () => void;
}

/** What a site's buttons show, and why: one look-up for pages and for the person's own eyes. */
export function createButtonStates({ connection, settings, sites, now, later }: StatePorts) {
  const lookUp = createLookUp({
    now,
    known: (numbers) => connection.run((db) => readKnownPeople(db, numbers)),
    services: async () => {
      const { statusAddress, pictureAddress } = await settings();
      return given({ getOnline: statusAddress, picture: pictureAddress });
    },
    ask: askPublic,
    wait: (ms) => new Promise((done) => void later(ms, done)),
  });
  const look = async (host: string, numbers: readonly RealNumber[], named: boolean) =>
    lookUp(numbers, { named, asks: siteOf(await sites(), host).asks ?? usualAsks(await settings()) });
  return {
    /** For the person's own eyes, whatever the site may be told. */
    ownSight: async (host: string, number: RealNumber): Promise<KnownState> =>
      (await look(host, [number], true)).get(number) ?? { state: 'unknown', why: 'no-answer' },
    /** Undefined for a site that may be told nothing. */
    async statesFor(host: string, trust: Trust, numbers: readonly RealNumber[]) {
      if (trust === 'none') return undefined;
      const known = await look(host, numbers, trust === 'named');
      const states: States = Object.fromEntries([...known].map(([number, { state }]) => [number, state]));
      return { states, hides: siteOf(await sites(), host).hidden ?? [] };
    },
  };
}

/** A public answer. Nothing of the person goes along: no cookie, no referrer. Only a picture leads elsewhere. */
async function askPublic(url: string): Promise<{ text: string; url: string } | undefined> {
  try {
    const { protocol, hostname } = new URL(url);
    if (!(await browser.permissions.contains({ origins: [`${protocol}//${hostname}/*`] }))) return undefined;
    const answer = await fetch(url, {
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      redirect: url.includes('?p=') ? 'follow' : 'error',
      signal: AbortSignal.timeout(askMs),
    });
    const text = answer.ok ? await answer.text() : '';
    return answer.ok && text.length <= longestAnswer ? { text, url: answer.url } : undefined;
  } catch {
    return undefined;
  }
}
