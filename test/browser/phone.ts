import { ask } from './ask';
import type { LiveBrowser } from './live-browser';
import { readRows } from './raw-store';
import type { QqServer } from './server';
import { until } from './wait';

interface Session {
  readonly accountId: number;
  readonly state: string;
  readonly picture?: string;
}

/**
 * A WebQQ person's phone says yes to the picture that their account shows, and to each that takes its place, until the
 * account is online. One account at a time: a phone takes the newest picture.
 */
export async function confirmByPhone(browser: LiveBrowser, server: QqServer, uin: string, id: number): Promise<void> {
  let said: string | undefined;
  await until(
    async () => {
      const session = (await readRows<Session>(browser, 'sessions')).find(({ accountId }) => accountId === id);
      if (session?.state === 'online') return true;
      const { picture } = session ?? {};
      if (picture !== undefined && picture !== said) {
        await server.call('qr', { uin, step: 'confirm' });
        said = picture;
      }
      await ask(browser, 'wake', { why: 'person' });
      return false;
    },
    { what: `${uin} to be signed in by phone`, ms: 30_000, every: 500 },
  );
}
