import type { Account } from '../model/account';
import type { AccountId, EpochMs } from '../model/ids';
import type { Request, Want } from '../protocol/protocol';
import type { OutboxRow } from '../store/schema';
import { planAbandon } from './plan-commit';
import { planWithoutLine } from './plan-push';
import { planReply } from './plan-step';
import type { SessionPorts } from './ports';
import { takeAnswer } from './take-answer';

/** The way out: one lane a conversation, so that order is kept and one stuck reply holds up only its own lane. */
export interface Replies {
  /** Sends what may leave now, of one account or of all; resolves when nothing more may. */
  drain(accountId?: AccountId): Promise<void>;
}

export function createReplies(ports: SessionPorts): Replies {
  async function drain(accountId?: AccountId): Promise<void> {
    try {
      const [rows, accounts] = [await ports.store.readDue(ports.now(), accountId), await ports.readAccounts()];
      await Promise.all(
        rows.map(async (row) => {
          const owner = accounts.find(({ account }) => account.id === row.accountId)?.account;
          if (owner) await ports.lock(`send/${row.accountId}/${row.peer}`, () => drainLane(owner, row));
        }),
      );
    } catch (error) {
      ports.report('replies', error);
    }
  }

  async function drainLane(account: Account, first: OutboxRow): Promise<void> {
    for (let row: OutboxRow | undefined = first; row; ) {
      const request = await begin(account, row);
      if (!request) return;
      await takeAnswer(ports, account, request);
      const waiting: readonly OutboxRow[] = await ports.store.readDue(ports.now(), account.id);
      row = waiting.find((next) => next.peer === first.peer);
    }
  }

  async function begin(account: Account, row: OutboxRow): Promise<Request | undefined> {
    const now = ports.now();
    const want: Want = { kind: 'send', outboxId: row.id, peer: row.peer, text: row.text };
    let request: Request | undefined;
    let waitUntil: EpochMs | undefined;
    let abandoned = false;
    await ports.store.beginReply(row.id, (session, current) => {
      const protocol = ports.openProtocol(current);
      const row = ports.lines?.isUp(current.id) ? session : planWithoutLine(protocol, session, now, ports.random);
      const planned = planReply(protocol, row, current, want, now, ports.random);
      if (planned.kind === 'ask') request = planned.request;
      if (planned.kind === 'wait') waitUntil = planned.until;
      abandoned = planned.kind === 'abandon';
      return planned.kind === 'ask' ? planned.row : undefined;
    });
    if (waitUntil !== undefined) await ports.store.settleReply(row.id, { delivery: 'queued', notBefore: waitUntil });
    if (abandoned) await abandon(account, want);
    return request;
  }

  async function abandon(account: Account, want: Extract<Want, { kind: 'send' }>): Promise<void> {
    const now = ports.now();
    const { conversations } = await ports.store.commit(account.id, (session, current) => {
      const planned = planReply(ports.openProtocol(current), session, current, want, now, ports.random);
      return planned.kind === 'abandon' ? planAbandon(session, planned.entry, now) : undefined;
    });
    ports.published({ conversations });
  }

  return { drain };
}
