import type { Account } from '../model/account';
import type { AccountId } from '../model/ids';
import type { Cursor, Protocol, Reply, Request } from '../protocol/protocol';
import { VaultLocked } from '../vault/vault';
import { Line, type Socket, type SocketEvents } from './line';
import { fillIn } from './transport';
import { unlessLocked } from './unless-locked';

export interface LivePorts {
  /** A WebSocket, or behind the same port a stream of events where the address is an HTTP one. */
  openSocket(url: string, on: SocketEvents): Socket;
  openProtocol(account: Account): Protocol<Cursor>;
  secret(account: Account, name: string): Promise<string | undefined>;
  later(ms: number, run: () => void): () => void;
  /** Takes pushes of an account in. */
  take(account: Account, pushes: readonly Reply[]): Promise<void>;
  report(where: string, error: unknown): void;
}

/** The lines of accounts whose server speaks first: one socket each, which lives and dies with the worker. */
export interface Live {
  /** Sends a frame and waits for its answer, up to the deadline. Never rejects. */
  send(account: Account, request: Request): Promise<Reply>;
  isUp(id: AccountId): boolean;
  /** Ends the lines of all accounts but these. */
  keep(ids: ReadonlySet<AccountId>): void;
}

export function createLive(ports: LivePorts): Live {
  const lines = new Map<AccountId, Line>();

  const open = async (account: Account, { key, via }: Request): Promise<Line | Reply> => {
    if (via.kind !== 'frame' || !via.opens) return { kind: 'failure', failure: 'no-line' };
    lines.get(account.id)?.end();
    const url = await unlessLocked(fillIn(via.opens, (name) => ports.secret(account, name)));
    if (url instanceof VaultLocked) return { kind: 'failure', failure: 'locked' };
    if (url === undefined) return { kind: 'failure', failure: 'no-secret' };
    const take = (pushes: readonly Reply[]) =>
      ports.take(account, pushes).catch((error) => {
        ports.report(`line of account ${account.id}`, error);
        // Nobody tells them again but the histories, for which the next line asks.
        lines.get(account.id)?.end();
      });
    try {
      const line = new Line(
        { later: ports.later, take },
        ports.openProtocol(account),
        key,
        (on) => ports.openSocket(url, on),
        via.text === '',
      );
      lines.set(account.id, line);
      return line;
    } catch {
      // An address that WebSocket does not take, a blocked port in Firefox: it throws, and its text holds the token.
      return { kind: 'closed', code: 1006 };
    }
  };

  return {
    async send(account, request) {
      if (request.via.kind !== 'frame') return { kind: 'failure', failure: 'other' };
      const standing = lines.get(account.id);
      const line = standing?.isUp && !request.via.opens ? standing : await open(account, request);
      return line instanceof Line ? line.ask(request, request.via.text) : line;
    },
    isUp: (id) => lines.get(id)?.isUp ?? false,
    keep(ids) {
      for (const [id, line] of lines) {
        if (ids.has(id)) continue;
        line.end();
        lines.delete(id);
      }
    },
  };
}
