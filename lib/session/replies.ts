import type { Account } from '../model/account';
import type { AccountId } from '../model/ids';
import type { Request, Want } from '../protocol/protocol';
import type { OutboxRow, SessionRow } from '../store/schema';
import type { Settlement } from '../store/store';
import { planAbandon } from './plan-commit';
import { planWithoutLine } from './plan-push';
import { planReply, wantOf } from './plan-step';
import type { SessionPorts } from './ports';
import { withoutBackOff } from './session-row';
import { takeAnswer } from './take-answer';

/** The way out: one lane a conversation, so that order is kept and one stuck reply holds up only its own lane. */
export interface Replies {
  /**
   * Sends what may leave now, of one account or of all; resolves when nothing more may. `hurried`: what met silence does
   * not wait out its back-off; undo and penalties are waited out all the same.
   */
  drain(accountId?: AccountId, hurried?: boolean): Promise<void>;
}

export function createReplies(ports: SessionPorts): Replies {
  async function drain(accountId?: AccountId, hurried = false): Promise<void> {
    try {
      const now = ports.now();
      const heads = await ports.store.readDue(hurried ? Number.POSITIVE_INFINITY : now, accountId);
      if (heads.length === 0) return;
      const accounts = await ports.readAccounts();
      await Promise.all(
        heads.map(async (row) => {
          const owner = accounts.find(({ account }) => account.id === row.accountId);
          if (!owner || !(row.notBefore <= now || isInFlight(owner.session, row))) return;
          await ports.lock(`send/${row.accountId}/${row.peer}`, () => drainLane(owner.account, row, hurried));
        }),
      );
    } catch (error) {
      ports.report('replies', error);
    }
  }

  async function drainLane(account: Account, first: OutboxRow, hurried: boolean): Promise<void> {
    for (let row: OutboxRow | undefined = first; row; ) {
      const request = await begin(account, row, hurried);
      if (!request) return;
      await takeAnswer(ports, account, request);
      const waiting: readonly OutboxRow[] = await ports.store.readDue(ports.now(), account.id);
      row = waiting.find((next) => next.peer === first.peer);
    }
  }

  async function begin(account: Account, row: OutboxRow, hurried: boolean): Promise<Request | undefined> {
    const now = ports.now();
    const { id: outboxId, peer, text, quote } = row;
    const want: Want = { kind: 'send', outboxId, peer, text, ...(quote !== undefined && { quote }) };
    let request: Request | undefined;
    let to: Settlement | undefined;
    let abandoned = false;
    await ports.store.beginReply(row.id, (session, current) => {
      const protocol = ports.openProtocol(current);
      const row = ports.lines?.isUp(current.id) ? session : planWithoutLine(protocol, session, now, ports.random);
      const ready = hurried ? withoutBackOff(row) : row;
      const planned = planReply(protocol, ready, current, want, now, ports.random);
      if (planned.kind === 'ask') request = planned.request;
      if (planned.kind === 'wait') to = { delivery: 'queued', notBefore: planned.until };
      if (planned.kind === 'never') to = { delivery: 'failed', trouble: planned.why };
      abandoned = planned.kind === 'abandon';
      return planned.kind === 'ask' ? planned.row : undefined;
    });
    if (to !== undefined) {
      const shown = await ports.store.settleReply(row.id, to);
      if (shown && to.delivery === 'failed') ports.published({ conversations: [shown] });
    }
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

/** It left and met silence: nothing but its back-off holds it. */
function isInFlight({ inFlight }: SessionRow, row: OutboxRow): boolean {
  return inFlight.some((entry) => {
    const want = wantOf(entry);
    return want.kind === 'send' && want.outboxId === row.id;
  });
}
