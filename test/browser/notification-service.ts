import { Message, type MessageBus, MessageType, sessionBus } from '@jellybrick/dbus-next';
import { startSessionBus } from './session-bus';

/** One call of a desktop's notification service, as the browser made it (Desktop Notifications Specification 1.2). */
export interface Announcement {
  /** The service's own number for it; the same again where the browser replaced one. */
  readonly id: number;
  /** The number of the one it replaced, 0 for none. */
  readonly replaces: number;
  readonly app: string;
  readonly summary: string;
  readonly body: string;
  /** Words of its buttons by their keys; `default` is the click on the notification itself. */
  readonly actions: Readonly<Record<string, string>>;
  /** It asked for no sound. */
  readonly silent: boolean;
  /** 0 low, 1 normal, 2 critical. */
  readonly urgency: number;
  readonly hints: readonly string[];
}

/** Stands in for the desktop: owns org.freedesktop.Notifications on a bus of its own, remembers, and clicks. */
export interface NotificationService {
  /** For DBUS_SESSION_BUS_ADDRESS of the browser under test. */
  readonly address: string;
  /** Everything that was ever said, in order, replacements too. */
  said(): readonly Announcement[];
  /** What a person would see now. */
  showing(): readonly Announcement[];
  /** A person's click: on the notification, or on the button with that key ("0", "1") or those words. */
  click(id: number, button?: string): void;
  /** A person's wiping it away. */
  dismiss(id: number): void;
  stop(): Promise<void>;
}

const name = 'org.freedesktop.Notifications';
const path = '/org/freedesktop/Notifications';
/** Why a notification was closed, as numbers of the specification. */
const closedBy = { person: 2, call: 3 } as const;

/** What the specification names; what is not claimed here the browser does not send. */
const capabilities = ['actions', 'body', 'persistence', 'sound'];

type Notify = [string, number, string, string, string, string[], Record<string, { value: unknown }>, number];
interface Answer {
  readonly signature: string;
  readonly body: unknown[];
}

class Desktop {
  readonly said: Announcement[] = [];
  readonly showing = new Map<number, Announcement>();
  /** Answered, but the browser may not have heard so yet. */
  private readonly coming = new Map<number, Announcement>();
  private last = 0;

  constructor(private readonly bus: MessageBus) {
    bus.addMethodHandler((call) => {
      const answer = call.interface === name ? this.answer(call.member, call.body) : undefined;
      if (!answer) return false;
      bus.send(Message.newMethodReturn(call, answer.signature, answer.body));
      if (call.member === 'Notify') void this.show(answer.body[0] as number, call.sender);
      return true;
    });
  }

  /**
   * Nobody sees it before the browser has heard its number: what is closed earlier, Chromium forgets without asking the
   * desktop to take it away (tried with an answer 200 ms late: each stayed for good).
   */
  private async show(id: number, browser: string): Promise<void> {
    const said = this.coming.get(id);
    if (said === undefined) return;
    const peer = { destination: browser, path: '/', interface: 'org.freedesktop.DBus.Peer', member: 'Ping' };
    await this.bus.call(new Message(peer)).catch(() => this.coming.delete(id));
    if (this.coming.get(id) !== said) return;
    this.coming.delete(id);
    this.showing.set(id, said);
  }

  signal(member: 'ActionInvoked' | 'NotificationClosed', signature: string, body: unknown[]): void {
    this.bus.send(new Message({ type: MessageType.SIGNAL, path, interface: name, member, signature, body }));
  }

  close(id: number, why: number): void {
    const stood = this.showing.delete(id);
    if (this.coming.delete(id) || stood) this.signal('NotificationClosed', 'uu', [id, why]);
  }

  /** Undefined for a method that the service does not have. */
  private answer(method: string, body: unknown[]): Answer | undefined {
    switch (method) {
      case 'GetCapabilities':
        return { signature: 'as', body: [capabilities] };
      case 'GetServerInformation':
        return { signature: 'ssss', body: ['Uinbell test desktop', 'uinbell.example', '1', '1.2'] };
      case 'Notify':
        return { signature: 'u', body: [this.notify(body as Notify)] };
      case 'CloseNotification':
        this.close(body[0] as number, closedBy.call);
        return { signature: '', body: [] };
    }
  }

  private notify([app, replaces, , summary, body, pairs, hints]: Notify): number {
    const id = replaces > 0 ? replaces : ++this.last;
    const actions: Record<string, string> = {};
    for (let i = 0; i + 1 < pairs.length; i += 2) actions[pairs[i] as string] = pairs[i + 1] as string;
    const urgency = Number(hints.urgency?.value ?? 1);
    const silent = hints['suppress-sound']?.value === true;
    const said = { id, replaces, app, summary, body, actions, silent, urgency, hints: Object.keys(hints) };
    this.said.push(said);
    this.coming.set(id, said);
    return id;
  }
}

/** Ready before it returns: a browser that finds nobody under that name shows notifications of its own for ever after. */
export async function startNotificationService(): Promise<NotificationService> {
  const session = await startSessionBus();
  const bus = sessionBus({ busAddress: session.address });
  const desktop = new Desktop(bus);
  await bus.requestName(name);
  const there = (id: number): Announcement => {
    const found = desktop.showing.get(id);
    if (found === undefined) throw new Error(`no notification ${id} is showing`);
    return found;
  };
  return {
    address: session.address,
    said: () => [...desktop.said],
    showing: () => [...desktop.showing.values()],
    click(id, button = 'default') {
      const { actions } = there(id);
      const key = button in actions ? button : Object.keys(actions).find((each) => actions[each] === button);
      if (key === undefined) throw new Error(`it has no "${button}", only ${Object.values(actions).join(', ')}`);
      desktop.signal('ActionInvoked', 'us', [id, key]);
      desktop.close(id, closedBy.person);
    },
    dismiss(id) {
      there(id);
      desktop.close(id, closedBy.person);
    },
    async stop() {
      bus.disconnect();
      await session.stop();
    },
  };
}
