import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import { FAULTS_AFTER, FAULTS_BEFORE } from '../faults';
import type { Account } from './accounts';
import { encodeHeartbeat, encodeLifecycle } from './events';
import type { News } from './feeds';
import { beginFrame } from './frame';
import { beat } from './heartbeat';
import { hasHabit, mannerOf, type Office } from './office';
import type { Params } from './params';
import { type Reply, refuse, respond } from './respond';
import { delayOf, type Struck, strike } from './strike';

/** What a socket is for, by the path it called. */
export interface Scope {
  calls: boolean;
  events: boolean;
}

/** How long replies are held back to be turned round. */
const HOLD_MS = 30;

const NOTHING_CARRIED_OUT = FAULTS_BEFORE.filter((kind) => kind === 'drop-before' || kind === 'hang');

/** One WebSocket of one account: calls in, replies and events out. */
export class SocketLine {
  #held: Reply[] = [];
  readonly #ends: (() => void)[] = [];

  constructor(
    private readonly office: Office,
    private readonly account: Account,
    private readonly ws: WebSocket,
    private readonly raw: Duplex & { resetAndDestroy?: () => unknown },
    scope: Scope,
  ) {
    // A client may die at any moment, or break the protocol; its socket dies with it, and that is all.
    ws.on('error', () => ws.terminate());
    ws.on('close', () => this.#stop());
    if (scope.calls) ws.on('message', (data) => void this.#take(textOf(data)));
    if (scope.events) this.#openEvents();
  }

  /** Ends it as a program does that is stopped. */
  close(): void {
    const { closing } = mannerOf(this.account).lifecycle;
    if (closing !== null) this.#tell({ event: encodeLifecycle(this.office, this.account, closing) });
    this.#stop();
    this.ws.close(1001);
  }

  #openEvents(): void {
    const { office, account } = this;
    const { lifecycle, heartbeatMs } = mannerOf(account);
    const interval = office.core.settings.clock.heartbeat ?? heartbeatMs;
    const steps = hasHabit(office, 'no-lifecycle') ? [] : lifecycle.opening;
    for (const step of steps) this.#tell({ event: encodeLifecycle(office, account, step) });
    const tell = (news: News) => this.#tell(news);
    if (lifecycle.heartbeatAtOnce && !hasHabit(office, 'no-heartbeat')) {
      tell({ event: encodeHeartbeat(office, account, interval) });
    }
    this.#ends.push(beat(office, account, interval, tell), office.feeds.listen(account.uin, tell));
  }

  async #take(text: string): Promise<void> {
    const { office, account } = this;
    const call = parseCall(text);
    if (call === undefined) {
      const echo = mannerOf(account).recoversEcho ? recoverEcho(text) : null;
      this.#reply(refuse(account, 'socket', 'bad-json', 'json解析失败,请检查数据格式', echo), '');
      return;
    }
    const before = office.core.faults.take(NOTHING_CARRIED_OUT, { uin: account.uin, cmd: call.action });
    if (before?.kind === 'drop-before') this.#write({ kind: 'reset' });
    if (before !== undefined) return;
    this.#reply(await respond(office, account, { ...call, over: 'socket' }), call.action);
  }

  #reply(reply: Reply, action: string): void {
    if (!hasHabit(this.office, 'out-of-order')) {
      this.#writeReply(reply, action);
      return;
    }
    this.#held.push(reply);
    if (this.#held.length > 1) return;
    this.office.core.clock.after(HOLD_MS, () => {
      const held = this.#held.reverse();
      this.#held = [];
      for (const each of held) this.#writeReply(each, action);
    });
  }

  #writeReply({ body }: Reply, action: string): void {
    const fault = this.office.core.faults.take(FAULTS_AFTER, { uin: this.account.uin, cmd: action });
    if (fault === undefined) this.#write({ kind: 'text', text: JSON.stringify(body), sound: true });
    else this.#later(delayOf(fault), strike(fault, body));
  }

  /** Writes an event; whether it went out sound. */
  #tell({ event }: News): boolean {
    if (this.ws.readyState !== this.ws.OPEN) return false;
    const about = { uin: this.account.uin, cmd: event.post_type };
    const fault = this.office.core.faults.takeNamed([...FAULTS_AFTER, 'hang'], about);
    if (fault?.kind === 'hang') return false;
    const struck: Struck =
      fault === undefined
        ? { kind: 'text', text: JSON.stringify(event), sound: true }
        : strike({ ...fault, kind: fault.kind }, event);
    this.#later(fault === undefined ? 0 : delayOf(fault), struck);
    return struck.kind === 'text' && struck.sound;
  }

  #later(ms: number, struck: Struck): void {
    if (ms === 0) this.#write(struck);
    else this.office.core.clock.after(ms, () => this.#write(struck));
  }

  #write(struck: Struck): void {
    if (this.ws.readyState !== this.ws.OPEN) return;
    if (struck.kind === 'text') this.ws.send(struck.text);
    else if (struck.kind === 'close') this.ws.close();
    else if (struck.kind === 'cut') this.raw.end(beginFrame(struck.text, struck.bytes));
    else if (this.raw.resetAndDestroy !== undefined) this.raw.resetAndDestroy();
    else this.raw.destroy();
  }

  #stop(): void {
    for (const end of this.#ends.splice(0)) end();
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString();
}

/** A frame as a call; undefined for what is no JSON object. A call without an action is one that nobody knows. */
function parseCall(text: string): { action: string; params: Params; echo?: unknown } | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const { action, params, echo } = json as Record<string, unknown>;
  const known = typeof params === 'object' && params !== null ? (params as Params) : {};
  return { action: String(action ?? ''), params: known, ...(echo === undefined ? {} : { echo }) };
}

function recoverEcho(text: string): string | null {
  return /"echo"\s*:\s*"([^"]*)"/.exec(text)?.[1] ?? null;
}
