import type { AddressInfo } from 'node:net';
import { type Clock, systemClock } from './clock';
import { startControl } from './control/listener';
import type { Room } from './control/room';
import { createCore } from './core';
import { HttpQqService } from './http-qq/service';
import { OnebotService } from './onebot/service';
import { playScenario, type Step } from './scenario';
import { StateFile } from './state-file';
import { TemporaryService } from './temporary/service';
import { type PresencePorts, WebPresenceService } from './web-presence/service';
import { WebqqService } from './webqq/service';

export interface ServerOptions {
  /** `auto`: free ports from 32768 up, or those the state file remembers. `fixed`: the ports first run offers. */
  ports: 'auto' | 'fixed';
  seed: number;
  scenario?: readonly Step[];
  /** Where state is kept across processes. */
  stateFile?: string;
  keepAlive?: boolean;
  /** How many OneBot ports are open before there are accounts to take them; more are opened as accounts need them. */
  onebot?: number;
  clock?: Clock;
  /** Hears of scenario calls that were refused. */
  warn?: (text: string) => void;
}

/** The first line the program prints: where everything listens. What is not built is absent. */
export type ReadyLine = {
  control: number;
  httpqq: number;
  webqq: number;
  onebot: number[];
  temporary: number;
  pid: number;
} & PresencePorts;

export interface RunningServer {
  ready: ReadyLine;
  close(): Promise<void>;
}

/** HTTP QQ's is the address that first run offers. */
const FIXED_PORTS: Readonly<Record<string, number>> = {
  httpqq: 48_000,
  control: 48_001,
  webqq: 48_002,
  pages: 48_003,
  getonline: 48_004,
  pa: 48_005,
  temporary: 48_006,
};
const FIRST_FIXED_ONEBOT_PORT = 48_010;
const ONEBOT_PORTS = 3;

/** How often silent clients are looked for while nobody asks anything. */
const SWEEP_MS = 1000;

/** Starts the embedded QQ server; it is ready when this resolves. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const clock = options.clock ?? systemClock;
  const stateFile = options.stateFile === undefined ? undefined : new StateFile(options.stateFile);
  const core = createCore(clock, options.seed, stateFile);
  const httpQq = new HttpQqService(core, { keepAlive: options.keepAlive ?? false });
  const onebotService = new OnebotService(core);
  const webqqService = new WebqqService(core, { keepAlive: options.keepAlive ?? false });
  const webPresence = new WebPresenceService(core);
  const protocols = [httpQq, onebotService, webqqService];
  const temporary = new TemporaryService(core, (uin) => protocols.some((service) => service.isSignedIn(uin)));
  const room: Room = {
    core,
    services: [...protocols, webPresence, temporary],
    httpQq,
    onebot: onebotService,
    webqq: webqqService,
    webPresence,
    temporary,
  };
  core.journal.restore();

  const wanted = options.ports === 'fixed' ? FIXED_PORTS : core.settings.ports;
  const httpqq = await httpQq.start(wanted.httpqq);
  const { webqq, onebot, presence, sessions, controlServer } = await startOthers().catch(async (error: unknown) => {
    await Promise.all(room.services.map((service) => service.stop()));
    throw error;
  });
  const { port: control } = controlServer.address() as AddressInfo;
  core.settings.setPorts({ httpqq, control, webqq, ...presence, ...sessions });
  core.journal.flush();

  const stopScenario = await playScenario(room, options.scenario ?? [], options.warn ?? (() => {}));
  const stopSweeping = sweepSilent(core.clock, room);

  return {
    ready: { control, httpqq, webqq, onebot, ...presence, ...sessions, pid: process.pid },
    async close() {
      stopScenario();
      stopSweeping();
      const controlClosed = new Promise((resolve) => controlServer.close(resolve));
      controlServer.closeAllConnections();
      await Promise.all([controlClosed, ...room.services.map((service) => service.stop())]);
      stateFile?.close();
    },
  };

  async function startOthers() {
    const count = options.onebot ?? ONEBOT_PORTS;
    const fixed = Array.from({ length: count }, (_, index) => FIRST_FIXED_ONEBOT_PORT + index);
    const onebot = await onebotService.start(options.ports === 'fixed' ? fixed : [], count);
    const webqq = await webqqService.start(wanted.webqq);
    const presence = await webPresence.start(wanted);
    const sessions = await temporary.start(wanted);
    return { webqq, onebot, presence, sessions, controlServer: await startControl(room, wanted.control ?? 0) };
  }
}

/** Silent clients go offline on time, not only when somebody asks. */
function sweepSilent(clock: Clock, { core, services }: Room): () => void {
  let cancel = clock.after(SWEEP_MS, sweep);
  function sweep(): void {
    for (const service of services) service.expire();
    core.journal.flush();
    cancel = clock.after(SWEEP_MS, sweep);
  }
  return () => cancel();
}
