import { createHash } from 'node:crypto';
import { expect, onTestFinished, vi } from 'vitest';
import type { LedgerEntry, LedgerKind } from '../../server/ledger';
import { type ReadyLine, type ServerOptions, startServer } from '../../server/server';
import { type ControlAnswer, callControl } from './control-client';
import { ManualClock } from './manual-clock';
import { type Exchange, probeForm, talk } from './raw-client';

/** The constant that every client's Login carries. */
export const LC = '9326B87B234E7235';

interface AccountState {
  uin: string;
  online: boolean;
  state: string;
  friends: string[];
  queue: number;
}

/** The MD5 of a password, as clients send it. */
export function md5(password: string | Buffer): string {
  return createHash('md5').update(password).digest('hex');
}

/** A running server with a clock of its own, and the ways a test drives it. It stops when the test ends. */
export class TestServer {
  #seq = 1000;

  private constructor(
    readonly clock: ManualClock,
    readonly port: number,
    readonly controlPort: number,
    readonly webqqPort: number,
    readonly stop: () => Promise<void>,
    readonly ready: ReadyLine,
  ) {}

  static async start(options: Partial<ServerOptions> = {}): Promise<TestServer> {
    const clock = new ManualClock();
    const server = await startServer({ ports: 'auto', seed: 1, clock, ...options });
    let stopped = false;
    const stop = async () => {
      if (!stopped) await server.close();
      stopped = true;
    };
    onTestFinished(stop);
    return new TestServer(clock, server.ready.httpqq, server.ready.control, server.ready.webqq, stop, server.ready);
  }

  /** A SEQ nobody has used yet. */
  freshSeq(): string {
    this.#seq += 1;
    return String(this.#seq);
  }

  /** Sends a body in the probe's form and reads to the end. */
  raw(body: string | Buffer, address?: string): Promise<Exchange> {
    return talk(this.port, [probeForm(body)], address);
  }

  /** Sends a body; the body of the reply, or NULL. */
  async send(body: string | Buffer, address?: string): Promise<string> {
    const { text } = await this.raw(body, address);
    return text === '' ? 'NULL' : text.slice(text.indexOf('\r\n\r\n') + 4);
  }

  /** Sends a command with a fresh SEQ; what its reply says after the UIN, or NULL. */
  async ask(cmd: string, uin: string, rest = '', address?: string): Promise<string> {
    const reply = await this.send(`VER=1.1&CMD=${cmd}&SEQ=${this.freshSeq()}&UIN=${uin}${rest}`, address);
    return reply.replace(/^.*?&UIN=\d+&/, '');
  }

  login(uin: string, password = 'secret', address?: string): Promise<string> {
    return this.ask('Login', uin, `&PS=${md5(password)}&M5=1&LC=${LC}`, address);
  }

  control(call: string, body: unknown = {}): Promise<ControlAnswer> {
    return callControl(this.controlPort, 'POST', `/control/${call}`, { body: JSON.stringify(body) });
  }

  look(path: string): Promise<ControlAnswer> {
    return callControl(this.controlPort, 'GET', `/control/${path}`);
  }

  async account(uin: string): Promise<AccountState> {
    const { accounts } = (await this.look('state')) as unknown as { accounts: AccountState[] };
    const found = accounts.find((account) => account.uin === uin);
    if (found === undefined) throw new Error(`nobody has the number ${uin}`);
    return found;
  }

  async ledger(kind: LedgerKind): Promise<LedgerEntry[]> {
    const { entries } = (await this.look('ledger')) as unknown as { entries: LedgerEntry[] };
    return entries.filter((entry) => entry.kind === kind);
  }

  /** Waits until something holds. */
  async until(holds: () => Promise<boolean>): Promise<void> {
    await vi.waitFor(async () => expect(await holds()).toBe(true), { interval: 5 });
  }

  /** Waits until the server has refused this many requests for going too fast; their replies may be still to come. */
  untilRefused(count: number): Promise<void> {
    return this.until(async () => (await this.ledger('command')).filter(({ res }) => res === 3).length >= count);
  }
}

/** A server with one account, 100001 (password `secret`), and its friends 200001 to 200003. */
export async function serverWithPeople(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const server = await TestServer.start(options);
  await server.control('accounts', [
    { uin: '100001', password: 'secret', nick: 'me', friends: ['200001', '200002', '200003'] },
    { uin: '200001', password: 'secret', nick: 'A', face: 141, friends: ['100001'] },
    { uin: '200002', nick: 'B', face: 270, friends: ['100001'] },
    { uin: '200003', nick: 'C', face: 270, friends: ['100001'] },
  ]);
  return server;
}
