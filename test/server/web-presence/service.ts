import type { Core } from '../core';
import type { Service } from '../service';
import { Door, type DoorAnswer } from './door';
import { answerGetOnline } from './get-online';
import { nameButton, parsePa, readButton } from './pa';
import { showPage } from './pages/show-page';

/** Ports of the three doors. */
export interface PresencePorts {
  pages: number;
  getonline: number;
  pa: number;
}

/** Who is there, told to anybody's page: `getonline`, `pa` with its pictures, and pages with markup of the time. */
export class WebPresenceService implements Service {
  readonly name = 'web-presence';
  readonly #doors: Readonly<Record<keyof PresencePorts, Door>>;
  readonly #asked = { getonline: 0, numbers: 0, pa: 0 };

  constructor(private readonly core: Core) {
    this.#doors = {
      pages: new Door((url) => showPage(url)),
      getonline: new Door((url) => this.#getOnline(url)),
      pa: new Door((url) => this.#pa(url)),
    };
  }

  async start(wanted: Partial<PresencePorts>): Promise<PresencePorts> {
    const { pages, getonline, pa } = this.#doors;
    return {
      pages: await pages.start(wanted.pages),
      getonline: await getonline.start(wanted.getonline),
      pa: await pa.start(wanted.pa),
    };
  }

  async restart(): Promise<void> {
    for (const door of Object.values(this.#doors)) await door.restart();
  }

  reset(): void {
    Object.assign(this.#asked, { getonline: 0, numbers: 0, pa: 0 });
  }

  async stop(): Promise<void> {
    await Promise.all(Object.values(this.#doors).map((door) => door.stop()));
  }

  /** Nobody signs in here. */
  isSignedIn(): boolean {
    return false;
  }

  kick(): boolean {
    return false;
  }

  expire(): void {}

  /** How often it was asked since the start or the last reset, and for how many numbers. */
  overview(): object {
    return { ...this.#asked };
  }

  #getOnline({ pathname, search }: URL): DoorAnswer {
    const { habits } = this.core.settings;
    const text = pathname === '/getonline' ? answerGetOnline(this.core.world, search.slice(1)) : undefined;
    if (text === undefined || habits.has('getonline-gone')) return { status: 404 };
    this.#asked.getonline += 1;
    this.#asked.numbers += text.split(';').length - 1;
    const type = { 'Content-Type': 'text/html', 'Cache-Control': 'no-cache' };
    return { status: 200, headers: type, body: habits.has('getonline-empty') ? '' : text };
  }

  #pa(url: URL): DoorAnswer {
    const picture = readButton(url.pathname);
    const gif = { 'Content-Type': 'image/gif' };
    if (picture !== undefined) return { status: 200, headers: gif, body: picture };
    const asked = url.pathname === '/pa' ? parsePa(url.searchParams) : undefined;
    if (asked === undefined) return { status: 404 };
    this.#asked.pa += 1;
    const name = nameButton(this.core.world, asked);
    if (this.core.settings.habits.has('pa-says-itself')) {
      return { status: 200, headers: gif, body: readButton(name) ?? '' };
    }
    // By its own name it leads where the real one led; by any other to itself.
    const host = url.hostname === 'wpa.qq.com' ? 'pub.idqqimg.com' : url.host;
    return { status: 302, headers: { Location: `http://${host}${name}` } };
  }
}
