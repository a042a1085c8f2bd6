import type { ServerResponse } from 'node:http';
import { FAULTS_AFTER } from '../faults';
import type { Account } from './accounts';
import type { News } from './feeds';
import { beat } from './heartbeat';
import type { Office } from './office';
import { delayOf, type Struck, strike } from './strike';

/** Opens `GET /_events`: events as a stream that a page's EventSource reads. No lifecycle was seen on it. */
export function openStream(
  office: Office,
  account: Account,
  response: ServerResponse,
  heartbeatMs: number | null,
): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-cache',
    Connection: 'keep-alive',
  });
  response.flushHeaders();
  const tell = (news: News): boolean => tellStreaming(office, account, response, news);
  const ends = [office.feeds.listen(account.uin, tell)];
  if (heartbeatMs !== null) ends.push(beat(office, account, heartbeatMs, tell));
  response.on('close', () => {
    for (const end of ends) end();
  });
}

/** Writes an event; whether it went out sound. */
function tellStreaming(
  { core }: Office,
  { uin }: Account,
  response: ServerResponse,
  { event }: Pick<News, 'event'>,
): boolean {
  if (response.destroyed) return false;
  const fault = core.faults.takeNamed([...FAULTS_AFTER, 'hang'], { uin, cmd: event.post_type });
  if (fault?.kind === 'hang') return false;
  const struck: Struck =
    fault === undefined
      ? { kind: 'text', text: JSON.stringify(event), sound: true }
      : strike({ ...fault, kind: fault.kind }, event);
  const ms = fault === undefined ? 0 : delayOf(fault);
  if (ms === 0) write(response, struck);
  else core.clock.after(ms, () => write(response, struck));
  return struck.kind === 'text' && struck.sound;
}

function write(response: ServerResponse, struck: Struck): void {
  if (response.destroyed) return;
  if (struck.kind === 'text') response.write(`data: ${struck.text}\n\n`);
  else if (struck.kind === 'cut') response.write(`data: ${struck.text.slice(0, struck.bytes)}`, () => response.end());
  else if (struck.kind === 'close') response.end();
  else response.socket?.resetAndDestroy();
}
