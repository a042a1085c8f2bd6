import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { FaultKind } from '../server/faults';
import type { LedgerEntry } from '../server/ledger';
import type { Habit } from '../server/settings';
import { projectRoot } from './builds';
import { within } from './wait';

/** The embedded QQ server in a process of its own, driven as an outsider would: over its control port. */
export interface QqServer {
  readonly pid: number;
  /** Port by service, from the ready line: `httpqq` and whatever else is built. */
  readonly ports: Readonly<Record<string, number>>;
  account(person: NewPerson): Promise<void>;
  /** Changes somebody who is there. */
  change(person: Partial<NewPerson> & Pick<NewPerson, 'uin'>): Promise<void>;
  /** Somebody writes; answers with the message's id in the ledger. */
  say(message: { from: string; to: string; text: string; id?: string }): Promise<string>;
  /** The same of many, in order and at once. */
  sayAll(messages: ReadonlyArray<{ from: string; to: string; text: string }>): Promise<void>;
  presence(uin: string, state: string): Promise<void>;
  /** Ends the person's session as if they had signed in elsewhere. */
  kick(uin: string, by?: string): Promise<void>;
  fault(fault: {
    kind: FaultKind;
    uin?: string;
    cmd?: string;
    times?: number;
    ms?: number;
    bytes?: number;
    retcode?: number;
  }): Promise<void>;
  habit(name: Habit, on: boolean): Promise<void>;
  clock(change: { scale?: number; hi?: number; li?: number; poll?: number }): Promise<void>;
  /** It dies and comes back; without `keep` it has forgotten its sessions and replays. */
  restart(keep: boolean): Promise<void>;
  reset(): Promise<void>;
  /** Any other call of the control port, by its path. */
  call<T>(path: string, body: object): Promise<T>;
  state(): Promise<ServerState>;
  /** What happened after entry number `since`. */
  ledger(since?: number): Promise<{ next: number; entries: LedgerEntry[] }>;
  /** Ends the process and waits for it. */
  stop(): Promise<void>;
}

export interface NewPerson {
  readonly uin: string;
  readonly password: string;
  readonly nick: string;
  readonly friends?: readonly string[];
  /** With `onebot`: a program of its own at a port of its own, asking for that token, in that program's manner. */
  readonly protocol?: string;
  readonly token?: string;
  readonly flavour?: string;
  /** `http`: that program opens no socket. */
  readonly serves?: string;
  readonly face?: number;
  /** Who may add them over HTTP QQ. */
  readonly adding?: 'open' | 'verify' | 'closed';
  /** What they tell of themselves, by GetInfo's two letters. */
  readonly details?: Readonly<Record<string, string>>;
}

export interface ServerState {
  readonly now: number;
  readonly scale: number;
  /** Faults that still wait for a request they fit. */
  readonly faults: ReadonlyArray<{ readonly kind: FaultKind; readonly times: number }>;
  readonly accounts: ReadonlyArray<{
    readonly uin: string;
    readonly online: boolean;
    readonly state: string;
    readonly friends: readonly string[];
    readonly queue: number;
    /** Where its OneBot program listens. */
    readonly port?: number;
  }>;
}

export interface ServerOptions {
  /** Free ports unless false: then the fixed ones, HTTP QQ at 48000. */
  readonly freePorts?: boolean;
  readonly seed?: number;
  readonly stateFile?: string;
  readonly scenarioFile?: string;
}

/** Starts the server and returns when it said that it is ready. It goes when this process goes. */
export async function startServer(options: ServerOptions = {}): Promise<QqServer> {
  // node itself rather than a wrapper around it: a signal must reach the server.
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/server/main.ts', ...serverArguments(options)], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errorOutput = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errorOutput = (errorOutput + chunk.toString()).slice(-5000);
  });
  const closed = once(child, 'close');
  const end = () => void child.kill();
  process.once('exit', end);
  const lines = createInterface({ input: child.stdout });
  try {
    const line = await within(20_000, () =>
      Promise.race([once(lines, 'line').then(([text]) => String(text)), closed.then(() => undefined)]),
    );
    if (line === undefined) throw new Error('it ended at once');
    const { control, pid, ...ports } = JSON.parse(line) as Record<string, number> & { control: number; pid: number };
    const stop = async () => {
      child.kill();
      await closed;
      process.off('exit', end);
    };
    return { pid, ports, ...controls(control), stop };
  } catch (error) {
    child.kill();
    throw new Error(`the QQ server did not start: ${String(error)}\n${errorOutput}`);
  }
}

function serverArguments({ freePorts = true, seed, stateFile, scenarioFile }: ServerOptions): string[] {
  return [
    ...(freePorts ? ['--ports', 'auto'] : []),
    ...(seed === undefined ? [] : ['--seed', String(seed)]),
    ...(stateFile === undefined ? [] : ['--state', stateFile]),
    ...(scenarioFile === undefined ? [] : ['--scenario', scenarioFile]),
  ];
}

/** The control port of a server that runs already, in this process or another. */
export function controls(port: number): Omit<QqServer, 'pid' | 'ports' | 'stop'> {
  const call = async <T>(path: string, body?: object): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${port}/control/${path}`, {
      ...(body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    });
    const answer = (await response.json()) as { ok: boolean; error?: string; field?: string };
    if (!answer.ok) throw new Error(`control ${path}: ${answer.error} (${answer.field ?? 'no field'})`);
    return answer as T;
  };
  const post = async (path: string, body: object): Promise<void> => {
    await call(path, body);
  };
  return {
    account: (person) => post('accounts', { friends: [], ...person }),
    change: (person) => post('accounts', person),
    say: async (message) => (await call<{ id: string }>('say', message)).id,
    sayAll: (messages) => post('say', [...messages]),
    presence: (uin, state) => post('presence', { uin, state }),
    kick: (uin, by) => post('kick', { uin, ...(by === undefined ? {} : { by }) }),
    fault: (fault) => post('fault', fault),
    habit: (name, on) => post('habit', { name, on }),
    clock: (change) => post('clock', change),
    restart: (keep) => post('restart', { keep }),
    reset: () => post('reset', {}),
    call: (path, body) => call(path, body),
    state: () => call('state'),
    ledger: (since = 0) => call(`ledger?since=${since}`),
  };
}
