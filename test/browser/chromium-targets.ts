import type { Browser, CDPSession } from 'playwright-core';
import { within } from './wait';

export interface Target {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
}

export type TargetEvent = (target: Target, method: string, params: Record<string, unknown>) => void;

/** Any type: service worker, offscreen document and the real popup are no pages to Playwright. */
const everything = { filter: [{}] };

/**
 * All that runs in a Chromium, seen through one connection of our own: Playwright shows neither the popup nor what a
 * service worker throws. A worker keeps its target over stop and start as long as we stay attached.
 */
export class ChromiumTargets {
  private readonly sessions = new Map<string, Target>();
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private lastId = 0;

  private constructor(
    private readonly browser: CDPSession,
    private readonly heard: TargetEvent,
  ) {
    browser.on('Target.targetCreated', (event) => void this.attach(event.targetInfo));
    browser.on('Target.targetInfoChanged', (event) => this.rename(event.targetInfo));
    browser.on('Target.receivedMessageFromTarget', (event) => this.receive(event.sessionId, event.message));
  }

  static async watch(browser: Browser, heard: TargetEvent): Promise<ChromiumTargets> {
    const targets = new ChromiumTargets(await browser.newBrowserCDPSession(), heard);
    await targets.browser.send('Target.setDiscoverTargets', { discover: true, ...everything });
    return targets;
  }

  /** What is alive now; a stopped worker is not in it. */
  async alive(): Promise<Target[]> {
    const { targetInfos } = await this.browser.send('Target.getTargets', everything);
    return targetInfos;
  }

  /** The extension's toolbar button is clicked over that tab. */
  async triggerAction(id: string, { targetId }: Target): Promise<void> {
    // Younger than Playwright's list of commands.
    const send = this.browser.send.bind(this.browser) as (method: string, params: object) => Promise<unknown>;
    await send('Extensions.triggerAction', { id, targetId });
  }

  /** Sends one CDP command to one target. Throws when it fails or 5 s pass without an answer. */
  async send<T>(target: Target, method: string, params: object = {}): Promise<T> {
    const sessionId = [...this.sessions].find(([, known]) => known.targetId === target.targetId)?.[0];
    if (sessionId === undefined) throw new Error(`not attached to ${target.type} ${target.url}`);
    return (await this.call(sessionId, method, params)) as T;
  }

  /** Evaluates an expression, awaits it, and returns its plain value. */
  async evaluate<T>(target: Target, expression: string, userGesture = false): Promise<T> {
    const { result, exceptionDetails } = await this.send<Evaluated>(target, 'Runtime.evaluate', {
      expression,
      userGesture,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  }

  private async attach(target: Target): Promise<void> {
    if (target.type === 'tab' || target.type === 'browser' || target.type === 'browser_ui') return;
    try {
      const { sessionId } = await this.browser.send('Target.attachToTarget', {
        targetId: target.targetId,
        flatten: false,
      });
      this.sessions.set(sessionId, target);
      // Both tell again what was said before they were switched on, so a first line that throws is not missed.
      await this.call(sessionId, 'Runtime.enable');
      await this.call(sessionId, 'Log.enable').catch(() => {});
    } catch {
      // It was gone before we were there.
    }
  }

  private rename(target: Target): void {
    for (const [sessionId, known] of this.sessions) {
      if (known.targetId === target.targetId) this.sessions.set(sessionId, target);
    }
  }

  private async call(sessionId: string, method: string, params: object = {}): Promise<unknown> {
    const id = ++this.lastId;
    const answered = new Promise<Answer>((resolve) => this.waiting.set(id, resolve));
    await this.browser.send('Target.sendMessageToTarget', {
      sessionId,
      message: JSON.stringify({ id, method, params }),
    });
    const answer = await within(5000, () => answered).finally(() => this.waiting.delete(id));
    if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
    return answer.result;
  }

  private receive(sessionId: string, text: string): void {
    const message = JSON.parse(text) as Answer & { method?: string; params?: Record<string, unknown> };
    const target = this.sessions.get(sessionId);
    if (message.id !== undefined) this.waiting.get(message.id)?.(message);
    else if (target && message.method) this.heard(target, message.method, message.params ?? {});
  }
}

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Evaluated {
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
}
