import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { within } from './wait';

/** A desktop's message bus, for one test: nothing of the machine's own desktop is reached or heard. */
export interface SessionBus {
  /** What DBUS_SESSION_BUS_ADDRESS has to be for a browser that is to live on it. */
  readonly address: string;
  stop(): Promise<void>;
}

/** No services to start by themselves stand in it: the machine's own notification daemon must not answer for ours. */
const config = (folder: string) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${join(folder, 'bus')}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/** Starts a bus that goes when this process goes. Throws where dbus-daemon is not installed. */
export async function startSessionBus(): Promise<SessionBus> {
  const folder = await mkdtemp(join(tmpdir(), 'uinbell-bus-'));
  const file = join(folder, 'bus.conf');
  await writeFile(file, config(folder));
  const child = spawn('dbus-daemon', [`--config-file=${file}`, '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const closed = once(child, 'close');
  const end = () => void child.kill();
  process.once('exit', end);
  const stop = async () => {
    child.kill();
    await closed;
    process.off('exit', end);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const lines = createInterface({ input: child.stdout });
    const address = await within(10_000, () =>
      Promise.race([once(lines, 'line').then(([line]) => String(line)), closed.then(() => undefined)]),
    );
    if (address === undefined) throw new Error('it ended at once');
    return { address, stop };
  } catch (error) {
    await stop();
    throw new Error(`dbus-daemon did not start: ${String(error)}`);
  }
}
