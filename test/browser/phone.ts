import jsQR from 'jsqr';
import { PNG } from 'pngjs';
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

/** What a phone reads off the picture that the extension shows. */
export function readCode(picture: string): string {
  const { data, width, height } = PNG.sync.read(Buffer.from(picture.slice(picture.indexOf(',') + 1), 'base64'));
  const code = jsQR(new Uint8ClampedArray(data), width, height);
  if (!code) throw new Error('no phone can read this picture');
  return code.data;
}

/** The phones of these numbers, by account id, say yes to each picture that is shown right now. */
export async function confirmShown(
  browser: LiveBrowser,
  server: QqServer,
  uins: ReadonlyMap<number, string>,
): Promise<void> {
  for (const { accountId, picture } of await readRows<Session>(browser, 'sessions')) {
    const uin = uins.get(accountId);
    if (!uin || picture === undefined) continue;
    // One that ran out, or was confirmed a moment ago, is refused: the next one is coming.
    await server.call('qr', { uin, step: 'confirm', text: readCode(picture) }).catch(() => undefined);
  }
}

/** A WebQQ person's phone says yes to the pictures that their account shows, until it is online. */
export async function confirmByPhone(browser: LiveBrowser, server: QqServer, uin: string, id: number): Promise<void> {
  await until(
    async () => {
      const session = (await readRows<Session>(browser, 'sessions')).find(({ accountId }) => accountId === id);
      if (session?.state === 'online') return true;
      await confirmShown(browser, server, new Map([[id, uin]]));
      await ask(browser, 'wake', { why: 'person' });
      return false;
    },
    { what: `${uin} to be signed in by phone`, every: 500 },
  );
}
