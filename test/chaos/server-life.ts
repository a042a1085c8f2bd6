import { join } from 'node:path';
import { type QqServer, startServer } from '../browser/server';
import type { FaultKind } from '../server/faults';

/** The embedded server in a process of its own, through deaths and new starts on one state file. */
export interface ServerLife {
  /** The one that runs now. */
  readonly server: QqServer;
  plant(fault: Parameters<QqServer['fault']>[0]): Promise<void>;
  /** Connections are reset; without `keep` sessions and replays are forgotten too. */
  restart(keep: boolean): Promise<void>;
  /** SIGKILL, and a new process on the state file once `whileDown` has ended. Faults that still waited are gone. */
  kill(whileDown?: () => Promise<void>): Promise<void>;
  /** Faults that really struck, by kind. */
  struck(): Promise<Record<string, number>>;
  restarts(): number;
  stop(): Promise<void>;
}

export async function startServerLife(folder: string, seed: number): Promise<ServerLife> {
  const start = () => startServer({ seed, stateFile: join(folder, 'server.jsonl') });
  const struck: Record<string, number> = {};
  const count = (kind: FaultKind, times: number) => {
    struck[kind] = (struck[kind] ?? 0) + times;
  };
  let server = await start();
  let restarts = 0;

  const waiting = async () => (await server.state()).faults;
  return {
    get server() {
      return server;
    },
    async plant(fault) {
      await server.fault(fault);
      count(fault.kind, fault.times ?? 1);
    },
    async restart(keep) {
      await server.restart(keep);
      restarts++;
    },
    async kill(whileDown = async () => {}) {
      for (const { kind, times } of await waiting()) count(kind, -times);
      const { pid } = server;
      process.kill(pid, 'SIGKILL');
      await server.stop();
      await whileDown();
      server = await start();
      restarts++;
    },
    async struck() {
      const sum = { ...struck };
      for (const { kind, times } of await waiting()) sum[kind] = (sum[kind] ?? 0) - times;
      return Object.fromEntries(
        Object.entries(sum)
          .filter(([, times]) => times > 0)
          .sort(([a], [b]) => a.localeCompare(b)),
      );
    },
    restarts: () => restarts,
    stop: () => server.stop(),
  };
}
