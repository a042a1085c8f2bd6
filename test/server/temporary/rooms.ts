import { randomBytes } from 'node:crypto';
import type { Core } from '../core';
import { deliver } from '../delivery';
import { blankProfile, type Uin } from '../world';

/** A stranger's chat with the person called. */
interface Chat {
  guest: Uin;
  callee: Uin;
  source: string;
  spoke: boolean;
}

/** Numbers that nobody else is given: guests are people of the world like any other, as far as protocols can tell. */
const FIRST_GUEST = 3_999_000_001;

/** The chats that strangers opened. What guests are answered waits on the world's own queues. */
export class Rooms {
  readonly #chats = new Map<string, Chat>();
  #guests = 0;

  constructor(private readonly core: Core) {}

  get opened(): number {
    return this.#chats.size;
  }

  /** Answers the chat's id: whoever knows it is the guest. */
  open(callee: Uin, source: string): string {
    this.#guests += 1;
    const guest = String(FIRST_GUEST + this.#guests);
    this.core.world.put({ ...blankProfile(guest), nick: `访客 ${this.#guests}`, guest: true });
    const id = randomBytes(16).toString('hex');
    this.#chats.set(id, { guest, callee, source, spoke: false });
    return id;
  }

  /** How many chats an agent has, for handing the next one to whoever has fewest. */
  countOf(callee: Uin): number {
    return [...this.#chats.values()].filter((chat) => chat.callee === callee).length;
  }

  /** False where there is no such chat. The first words say where they come from, as `Site` was shown (web-presence F5). */
  say(id: string, text: string): boolean {
    const chat = this.#chats.get(id);
    if (chat === undefined) return false;
    const { guest, callee, source, spoke } = chat;
    chat.spoke = true;
    deliver(this.core, {
      from: guest,
      to: callee,
      text: spoke || source === '' ? text : `【来自 ${source}】\n${text}`,
    });
    return true;
  }

  /** What was answered since the last time; undefined where there is no such chat. */
  hear(id: string): string[] | undefined {
    const chat = this.#chats.get(id);
    if (chat === undefined) return undefined;
    const { world } = this.core;
    const waiting = [...world.queue(chat.guest)];
    world.unqueue(chat.guest, 0, waiting.length);
    return waiting.flatMap((each) => (each.kind === 'message' ? each.message.text : []));
  }

  clear(): void {
    this.#chats.clear();
    this.#guests = 0;
  }
}
