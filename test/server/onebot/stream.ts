import type { ServerResponse } from 'node:http';
import type { Account } from './accounts';
import type { News } from './feeds';
import { beat } from './heartbeat';
import type { Office } from './office';

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
  const tell = ({ event }: News): boolean => {
    response.write(`data: ${JSON.stringify(event)}\n\n`);
    return true;
  };
  const ends = [office.feeds.listen(account.uin, tell)];
  if (heartbeatMs !== null) ends.push(beat(office, account, heartbeatMs, tell));
  response.on('close', () => {
    for (const end of ends) end();
  });
}
